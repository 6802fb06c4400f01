import type { Report } from '../../core/report/types.ts';

type Verdicts = Report['verdicts'];

/** The last run that became events: verdict events are the difference from it. */
export interface Told {
	readonly runId: string;
	/** To whom: another destination has not heard of it. */
	readonly destination: string;
	/** The last verdict on each entry that was news. */
	readonly verdicts: Verdicts;
	/** Where and with which profile that run was; unknown from before this was kept. */
	readonly networkId?: string | undefined;
	readonly profileHash?: string | undefined;
	/** Whether the run before was in the same place: a run that is told again is told alike. */
	readonly samePlace?: boolean | undefined;
	/** What had been told before: a run that a dying worker told half is told again alike. */
	readonly before?: Verdicts | undefined;
}

/** The verdicts that this destination knows, before this run. */
export function knownBefore(told: Told | undefined, runId: string, destination: string): Verdicts | undefined {
	if (told?.destination !== destination) return undefined;
	return told.runId === runId ? told.before : told.verdicts;
}

/** Does what was known before hold for this run too? A network that shows nothing of itself may be the same. */
export function isSamePlace(told: Told | undefined, { runId, networkId, profileHash }: Report): boolean {
	if (told === undefined) return false;
	if (told.runId === runId) return told.samePlace ?? false;
	const sameNetwork = [told.networkId, networkId].includes('unknown') || (told.networkId ?? networkId) === networkId;
	return sameNetwork && (told.profileHash ?? profileHash) === profileHash;
}
