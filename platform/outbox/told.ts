import type { Report } from '../../core/report/types.ts';

type Verdicts = Report['verdicts'];

/** The last run that became events: verdict events are the difference from it. */
export interface Told {
	readonly runId: string;
	/** To whom: another destination has not heard of it. */
	readonly destination: string;
	readonly verdicts: Verdicts;
	/** What had been told before: a run that a dying worker told half is told again alike. */
	readonly before?: Verdicts | undefined;
}

/** The verdicts that this destination knows, before this run. */
export function knownBefore(told: Told | undefined, runId: string, destination: string): Verdicts | undefined {
	if (told?.destination !== destination) return undefined;
	return told.runId === runId ? told.before : told.verdicts;
}
