import type { IpRanges } from '../core/catalog/ip-ranges.ts';
import { SCHEDULES } from '../core/evidence/schedule.ts';
import type { Environment, Evidence } from '../core/evidence/types.ts';
import type { EntryId } from '../core/ids.ts';
import { plan as planFor } from '../core/plan/plan.ts';
import type { Plan, Target } from '../core/plan/types.ts';
import type { Profile } from '../core/profile.ts';
import type { Report, Trigger } from '../core/report/types.ts';
import type { RunState } from '../core/run-state.ts';
import { readEnvironment } from './environment.ts';
import { saltedHash } from './hash.ts';
import { readRangesLook } from './ip-ranges.ts';
import { getSettings } from './settings.ts';
import { lastReportItem, learnedItem, runItem } from './storage.ts';
import { pageProfile } from './suggestion.ts';

export interface RunOptions {
	readonly trigger: Trigger;
	/** Only these; the evidence of the others is carried over from the last report. */
	readonly entries?: readonly EntryId[];
}

/** One run: what it tries and what it has seen. */
export interface Job {
	readonly runId: string;
	readonly trigger: Trigger;
	/** ms since the epoch. */
	readonly startedAt: number;
	readonly profile: Profile;
	readonly profileHash: string;
	readonly plan: Plan;
	/** Grows while the run goes on. */
	environment: Environment;
	/** Amazon's published ranges, as last fetched. */
	readonly ranges: IpRanges | undefined;
	/** By target and attempt: an attempt's outcome replaces its provisional silence. */
	readonly evidence: Map<string, Evidence>;
	/** Ids of the targets that are through with their schedule. */
	readonly done: Set<string>;
}

export function record(job: Job, evidence: Evidence): void {
	job.evidence.set(`${evidence.target} ${evidence.attempt}`, evidence);
}

/** Targets not yet through with their schedule. */
export function pending(job: Job): Target[] {
	return job.plan.targets.filter(({ id }) => !job.done.has(id));
}

/** Number of attempts made at this target. */
export function attemptsAt(job: Job, target: string): number {
	return evidenceAt(job.evidence.values(), target).length;
}

/** Thrown where nothing can be planned yet: shown to the user as it is. */
export class NoProfile extends Error {
	override readonly message = 'Linecheck does not know your Amazon Connect instance yet.';
}

export async function prepareJob({ trigger, entries }: RunOptions): Promise<Job> {
	const job = await newJob(trigger);
	if (entries) await carryOver(job, new Set(entries));
	return job;
}

/** The run that was under way when the worker died, or nothing. */
export async function resumeJob(): Promise<Job | undefined> {
	const run = await runItem.getValue();
	if (run.status !== 'running') return undefined;
	const { report } = run;
	const fresh = await newJob(report.trigger);
	// Set up anew since: its evidence is about something else.
	if (fresh.profileHash !== report.profileHash) return fresh;
	const job = { ...fresh, runId: report.runId, startedAt: Date.parse(report.startedAt) };
	keep(job, report.evidence, (target) => finished(target, report.evidence));
	return job;
}

async function newJob(trigger: Trigger): Promise<Job> {
	const [profile, learned, environment, look, before] = await Promise.all([
		trigger === 'incident' ? pageProfile() : getSettings().then((settings) => settings.profile),
		learnedItem.getValue(),
		readEnvironment(trigger),
		readRangesLook(),
		runItem.getValue(),
	]);
	if (!profile?.connect && !profile?.ingenius) throw new NoProfile();
	return {
		runId: crypto.randomUUID(),
		trigger,
		startedAt: Date.now(),
		profile,
		profileHash: await saltedHash(JSON.stringify(profile)),
		plan: planFor(profile, learned),
		environment: { ...environment, ...(leavesOpen(before) && { openConnections: true }) },
		ranges: look?.ranges,
		evidence: new Map(),
		done: new Set(),
	};
}

/** Chromium closes a connection that nobody uses after 5 minutes (kUsedIdleSocketTimeout), Firefox sooner. */
const KEPT_OPEN_MS = 300_000;

function leavesOpen(before: RunState): boolean {
	if (!('report' in before)) return false;
	const { startedAt, durationMs } = before.report;
	return Date.now() - Date.parse(startedAt) - durationMs < KEPT_OPEN_MS;
}

async function carryOver(job: Job, entries: ReadonlySet<EntryId>): Promise<void> {
	const last: Report | null = await lastReportItem.getValue();
	const old = last?.profileHash === job.profileHash ? last.evidence : [];
	keep(job, old, (target) => !target.entries.some((entry) => entries.has(entry)));
	// Whatever else was never tried stays untried.
	for (const target of job.plan.targets) if (!target.entries.some((id) => entries.has(id))) job.done.add(target.id);
}

function keep(job: Job, evidence: readonly Evidence[], worth: (target: Target) => boolean): void {
	for (const target of job.plan.targets.filter(worth)) {
		for (const one of evidenceAt(evidence, target.id)) record(job, one);
		job.done.add(target.id);
	}
}

function finished(target: Target, evidence: readonly Evidence[]): boolean {
	const attempts = evidenceAt(evidence, target.id);
	const final = attempts.filter(({ outcome }) => outcome.kind !== 'silent' || outcome.final);
	const enough = final.length >= SCHEDULES[target.kind].attemptsAtMs.length;
	return enough || final.some(({ outcome }) => outcome.kind === 'answered');
}

function evidenceAt(evidence: Iterable<Evidence>, target: string): Evidence[] {
	return [...evidence].filter((one) => one.target === target);
}
