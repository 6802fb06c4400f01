import type { Schedule } from '../core/evidence/schedule.ts';
import type { Evidence, Outcome } from '../core/evidence/types.ts';
import type { ProbeKind, Target } from '../core/plan/types.ts';
import type { Slots } from './slots.ts';
import type { Probe } from './types.ts';

export interface TryOptions {
	readonly schedule: Schedule;
	/** Attempts already made at this target in this run. */
	readonly made?: number;
	readonly slots: Slots;
	/** Ends everything and leaves no evidence: cancelled. */
	readonly signal: AbortSignal;
	/** Each attempt's evidence as it comes; a provisional silence is followed by the attempt's outcome. */
	readonly emit: (evidence: Evidence) => void;
}

interface Attempt {
	readonly outcome: Promise<Outcome>;
	/** Resolves at once if the attempt fails, else never. */
	readonly failed: Promise<void>;
	readonly giveUp: () => void;
}

const never = new Promise<never>(() => undefined);

/**
 * Tries one target by its schedule: a later attempt starts at its time, or as soon as the one before it failed; the
 * first answer ends the others; the deadline ends all. Deadline and abort are applied here, outside the probes.
 */
export async function tryTarget(target: Target, probe: Probe, options: TryOptions): Promise<void> {
	const { schedule, slots, signal, made = 0 } = options;
	let release = await slots.acquire(target.host);
	const answered = new AbortController();
	const end = AbortSignal.any([signal, answered.signal, AbortSignal.timeout(schedule.deadlineMs)]);
	const start = performance.now();
	const running: Promise<Outcome>[] = [];
	let previous: Attempt | undefined;
	for (const [index, atMs] of schedule.attemptsAtMs.entries()) {
		if (index > 0) {
			await Promise.race([pause(start + atMs - performance.now(), end), previous?.failed ?? never]);
			if (end.aborted) break;
			// No room for a second connection: the one that has been silent makes place.
			if (slots.full(target.host)) previous?.giveUp();
			release = await slots.acquire(target.host);
		}
		const silentMs = start + schedule.suspectMs - performance.now();
		previous = attemptOnce(target, probe, { ...options, end, silentMs, number: made + index + 1 });
		running.push(previous.outcome.finally(release));
		void previous.outcome.then((outcome) => outcome.kind === 'answered' && answered.abort());
	}
	await Promise.all(running);
}

interface OnceOptions extends TryOptions {
	readonly end: AbortSignal;
	/** Silent for so long: said to be so while the attempt goes on. */
	readonly silentMs: number;
	readonly number: number;
}

function attemptOnce(target: Target, probe: Probe, options: OnceOptions): Attempt {
	const { end, signal, emit, silentMs, number } = options;
	const own = new AbortController();
	const at = Date.now();
	const start = performance.now();
	const write = (outcome: Outcome): void => {
		if (signal.aborted) return;
		emit({ target: target.id, attempt: number, at, elapsedMs: Math.round(performance.now() - start), outcome });
	};
	const suspicion = setTimeout(() => write(silence(target.kind, false)), silentMs);
	const outcome = probe(target, AbortSignal.any([end, own.signal]))
		.catch((error: unknown): Outcome => ({ kind: 'failed', code: 'probe-refused', text: nameOf(error) }))
		.finally(() => clearTimeout(suspicion));
	const written = outcome.then((result) => {
		write(result);
		return result;
	});
	return {
		outcome: written,
		failed: written.then((result) => (result.kind === 'failed' ? undefined : never)),
		giveUp: () => own.abort(),
	};
}

function silence(kind: ProbeKind, final: boolean): Outcome {
	return { kind: 'silent', code: kind === 'turn' ? 'turn-unanswered' : 'tcp-timeout', final };
}

/** A probe that throws is our own failure, never the network's. */
function nameOf(error: unknown): string {
	return error instanceof Error ? error.name : 'unknown error';
}

/** Waits, or until the signal aborts. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		const timer = setTimeout(resolve, ms);
		const stop = (): void => {
			clearTimeout(timer);
			resolve();
		};
		signal.addEventListener('abort', stop, { once: true });
	});
}
