import { heartbeat, moreAttempts } from '../core/diagnosis/more-attempts.ts';
import { settledAt } from '../core/diagnosis/network-change.ts';
import { HEARTBEAT, HEARTBEAT_AT_MS, RETRY, SCHEDULES } from '../core/evidence/schedule.ts';
import type { ProbeKind, Target } from '../core/plan/types.ts';
import { createSlots } from '../probes/slots.ts';
import { tryTarget } from '../probes/try-target.ts';
import type { Probe } from '../probes/types.ts';
import { readEnvironment } from './environment.ts';
import { attemptsAt, type Job, pending, prepareJob, type RunOptions, record, resumeJob } from './job.ts';
import { readNeutralHost } from './neutral-host.ts';
import { readPageMedia } from './page-media.ts';
import { createPublisher, type Publisher, type ReportSink } from './publisher.ts';
import { armRevival, disarmRevival } from './revive.ts';

export interface RunnerDeps {
	readonly probes: Readonly<Record<ProbeKind, Probe>>;
	/** After each run: gives the browser back what the probes held. */
	readonly release: () => Promise<void>;
	/** Takes each finished report; a cancelled run has none. */
	readonly onReport?: ReportSink;
}

export interface Runner {
	/** A run under way is left to finish. */
	start(options: RunOptions): Promise<void>;
	cancel(): void;
	/** Finishes the run that an earlier life of this worker left. */
	resume(): Promise<void>;
}

export function createRunner(deps: RunnerDeps): Runner {
	let running: AbortController | undefined;
	let starting: Promise<void> | undefined;
	/** While the last run writes its end: who sees it may start a new one before all is written. */
	let ending: Promise<void> | undefined;

	/** One run at a time. Asked after preparing, so that a click that woke the worker is not lost to an empty resume. */
	async function exclusively(prepare: () => Promise<Job | undefined>): Promise<void> {
		const publisher = createPublisher(deps.onReport ?? nobody);
		try {
			const job = await prepare();
			await ending;
			if (job && !running) await run(job, publisher);
		} catch (error) {
			await publisher.failed(error);
		}
	}

	async function run(job: Job, publisher: Publisher): Promise<void> {
		running = new AbortController();
		const { signal } = running;
		try {
			await armRevival();
			await execute(job, { ...deps, signal, changed: () => signal.aborted || publisher.progress(job) });
		} catch (error) {
			await disarmRevival();
			throw error;
		} finally {
			running = undefined;
			starting = undefined;
		}
		const end = publisher.finished(job, signal.aborted).finally(disarmRevival);
		ending = end.catch(() => undefined);
		await end.finally(() => {
			ending = undefined;
		});
	}

	/** A second click while the first one's run is being prepared asks for nothing new. */
	async function start(options: RunOptions): Promise<void> {
		starting ??= exclusively(() => prepareJob(options));
		const mine = starting;
		await mine;
		if (starting === mine) starting = undefined;
	}

	return {
		start,
		cancel: () => running?.abort(),
		resume: () => ending ?? exclusively(resumeJob),
	};
}

async function nobody(): Promise<void> {}

interface Execution extends RunnerDeps {
	readonly signal: AbortSignal;
	readonly changed: () => void;
}

async function execute(job: Job, { probes, release, signal, changed }: Execution): Promise<void> {
	const slots = createSlots();
	const attempt = async (target: Target, schedule = SCHEDULES[target.kind]): Promise<void> => {
		const made = attemptsAt(job, target.id);
		await tryTarget(target, probes[target.kind], {
			schedule,
			made,
			slots,
			signal,
			emit: (evidence) => {
				record(job, evidence);
				changed();
			},
		});
		job.done.add(target.id);
		changed();
	};
	const all = async (): Promise<void> => {
		changed();
		const beside = Promise.all([verifyInPage(job), askNeutralHost(job, signal)]);
		const begun = Promise.all(pending(job).map((target) => attempt(target)));
		await Promise.race([begun, pause(HEARTBEAT_AT_MS)]);
		const beat = pending(job).length > 0 && !signal.aborted ? heartbeatOf(job) : [];
		await Promise.all([begun, beside, ...beat.map((target) => attempt(target, HEARTBEAT))]);
		// A network that loses packets gets more attempts before its silence counts; a clean one none.
		for (let more = worthMore(job); more.length > 0 && !signal.aborted; more = worthMore(job)) {
			// A network that the machine has just joined takes its time.
			await pause(settledAt([...job.evidence.values()]) - Date.now());
			if (signal.aborted) break;
			await Promise.all(more.map((target) => attempt(target, RETRY)));
		}
	};
	// Who cancels does not wait for the browser's word on what was cancelled.
	await Promise.race([all(), aborted(signal)]);
	// Firefox's own portal check runs beside ours, and may have come to its result meanwhile.
	job.environment = { ...job.environment, ...(await readEnvironment(job.trigger)) };
	await release();
}

function aborted(signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		if (signal.aborted) resolve();
		signal.addEventListener('abort', () => resolve(), { once: true });
	});
}

function worthMore(job: Job): Target[] {
	const ids = new Set(moreAttempts(job.plan, [...job.evidence.values()], job.environment));
	return job.plan.targets.filter(({ id }) => ids.has(id));
}

/** A host that has answered this run shows whether the network is up while others are silent. */
function heartbeatOf({ plan, evidence, startedAt }: Job): Target[] {
	const id = heartbeat(
		plan,
		[...evidence.values()].filter(({ at }) => at >= startedAt),
	);
	return plan.targets.filter((target) => target.id === id);
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));

/** A policy may forbid WebRTC in the CCP's page and spare our own: asked there, beside the probes. */
async function verifyInPage(job: Job): Promise<void> {
	const pageGathers = await readPageMedia(job.plan);
	if (pageGathers !== undefined) job.environment = { ...job.environment, pageGathers };
}

/** Tells a captive portal from a block, beside the probes. */
async function askNeutralHost(job: Job, signal: AbortSignal): Promise<void> {
	const portalAtNeutralHost = await readNeutralHost(job.profile, signal);
	if (portalAtNeutralHost !== undefined) job.environment = { ...job.environment, portalAtNeutralHost };
}
