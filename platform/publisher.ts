import { browser } from 'wxt/browser';
import { headline } from '../core/diagnosis/headline.ts';
import { buildReport } from '../core/report/build.ts';
import type { Headline, Report } from '../core/report/types.ts';
import { showBadge } from './badge.ts';
import { saltedHash } from './hash.ts';
import { lookForRanges } from './ip-ranges.ts';
import { type Job, pending } from './job.ts';
import { lastReportItem, runItem } from './storage.ts';

/** Writes of a run's progress are at least so far apart, ms: eyes see no more, and each one wakes every open view. */
const MIN_INTERVAL_MS = 100;

/** This life of the background worker. */
const WORKER = crypto.randomUUID();

export interface Publisher {
	progress(job: Job): void;
	finished(job: Job, cancelled: boolean): Promise<void>;
	failed(error: unknown): Promise<void>;
}

/** Can this agent take calls, by these verdicts on the run's plan? */
export type Judge = (verdicts: Report['verdicts']) => Headline['calls'];
/** Takes a finished report before anything shows it: a worker that dies over it finishes the run anew. */
export type ReportSink = (report: Report, judge: Judge) => Promise<void>;

/** Tells popup, card and badge how a run stands: each state is the whole report over the evidence so far. */
export function createPublisher(onReport: ReportSink): Publisher {
	let timer: ReturnType<typeof setTimeout> | undefined;
	let writing: Promise<void> = Promise.resolve();

	/** One write after another, so that an older state never overtakes a newer one. */
	function write(task: () => Promise<void>): Promise<void> {
		writing = writing.then(task);
		return writing;
	}

	async function running(job: Job): Promise<void> {
		timer = undefined;
		const progress = { done: job.done.size, total: job.plan.targets.length };
		const { entries } = job;
		const report = await reportOf(job);
		await runItem.setValue({ status: 'running', report, progress, worker: WORKER, ...(entries && { entries }) });
	}

	return {
		progress: (job) => {
			if (timer === undefined) void showBadge('running');
			timer ??= setTimeout(() => void write(() => running(job)), MIN_INTERVAL_MS);
		},
		finished: (job, cancelled) => {
			clearTimeout(timer);
			return write(() => conclude(job, cancelled, onReport));
		},
		failed: (error) => {
			clearTimeout(timer);
			return write(() => runItem.setValue({ status: 'failed', error: messageOf(error) }));
		},
	};
}

async function conclude(job: Job, cancelled: boolean, onReport: ReportSink): Promise<void> {
	const report = await reportOf(job);
	const judge: Judge = (verdicts) => headline(job.plan, verdicts).calls;
	const calls = judge(report.verdicts);
	if (!cancelled) await onReport(report, judge);
	await runItem.setValue(cancelled ? { status: 'cancelled', report } : { status: 'done', report, worker: WORKER });
	await showBadge(calls);
	if (cancelled) return;
	await lastReportItem.setValue(report);
	// A large file: not while an incident may have a call in its middle.
	if (calls !== 'unknown' && job.trigger !== 'incident') void lookForRanges('daily');
}

/** The report over what the run has seen so far. */
async function reportOf(job: Job): Promise<Report> {
	const { runId, trigger, profile, profileHash, plan, environment, ranges, startedAt } = job;
	const evidence = [...job.evidence.values()];
	const run = { runId, trigger, profile, profileHash, plan, environment, ...(ranges && { ranges }) };
	return buildReport(
		{
			...run,
			extensionVersion: browser.runtime.getManifest().version,
			startedAt: new Date(startedAt).toISOString(),
			durationMs: Date.now() - startedAt,
			networkId: await networkIdOf(job),
			pending: new Set(pending(job).map(({ id }) => id)),
		},
		evidence,
	);
}

/** A salted hash of the agent's public network; the same word for every network that shows none. */
async function networkIdOf(job: Job): Promise<string> {
	const networks = [...job.evidence.values()].map(({ outcome }) =>
		outcome.kind === 'answered' ? outcome.network : undefined,
	);
	// What was carried over from the last report comes first.
	const network = networks.findLast((one) => one !== undefined);
	return network === undefined ? 'unknown' : saltedHash(network);
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
