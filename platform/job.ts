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
	/** Only these; the evidence of the others is carried over from the last report, if that is fresh. */
	readonly entries?: readonly EntryId[] | undefined;
}

/** One run: what it tries and what it has seen. */
export interface Job {
	readonly runId: string;
	readonly trigger: Trigger;
	/** Only these are tried; undefined: all. */
	readonly entries: readonly EntryId[] | undefined;
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

/** What was seen longer ago tells nothing of the network that the machine is in now, ms. */
const FRESH_MS = 300_000;

/** By its oldest piece of evidence, which may have been carried over from one report to the next. */
function isFresh({ startedAt, evidence }: Report): boolean {
	const oldest = Math.min(Date.parse(startedAt), ...evidence.map(({ at }) => at));
	return Date.now() - oldest < FRESH_MS;
}

export async function prepareJob(options: RunOptions): Promise<Job> {
	const last = await lastReportItem.getValue();
	const fresh = last !== null && isFresh(last) ? last : undefined;
	// Seconds more, and the whole answer: only an incident may have a call in its middle.
	if (fresh === undefined && options.trigger !== 'incident') return newJob({ trigger: options.trigger });
	const job = await newJob(options);
	if (job.entries) carryOver(job, fresh);
	return job;
}

/** The run that was under way when the worker died, or nothing. */
export async function resumeJob(): Promise<Job | undefined> {
	const run = await runItem.getValue();
	if (run.status !== 'running') return undefined;
	const { report } = run;
	const fresh = await newJob({ trigger: report.trigger, entries: run.entries });
	// Set up anew since, or a machine that slept: its evidence is about something else.
	const isOther = fresh.profileHash !== report.profileHash || !isFresh(report);
	const job = isOther ? fresh : { ...fresh, runId: report.runId, startedAt: Date.parse(report.startedAt) };
	if (!isOther) keep(job, report.evidence, (target) => finished(target, report.evidence));
	leaveOut(job);
	return job;
}

async function newJob({ trigger, entries }: RunOptions): Promise<Job> {
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
		entries,
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

const isAsked = ({ entries = [] }: Job, target: Target) => target.entries.some((id) => entries.includes(id));

function carryOver(job: Job, last: Report | undefined): void {
	const old = last?.profileHash === job.profileHash ? last.evidence : [];
	keep(job, old, (target) => !isAsked(job, target));
	leaveOut(job);
}

/** Whatever is not asked for, and was never tried, stays untried. */
function leaveOut(job: Job): void {
	if (job.entries === undefined) return;
	for (const target of job.plan.targets) if (!isAsked(job, target)) job.done.add(target.id);
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
