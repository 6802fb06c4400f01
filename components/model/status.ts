import type { TargetVerdict } from '../../core/diagnosis/types.ts';

/** What a reader sees of a verdict: one shape, one word, one colour each. */
export type Status = 'open' | 'blocked' | 'suspected' | 'tampered' | 'slow' | 'unclear' | 'untested' | 'checking';

const WORDS: Readonly<Record<Status, string>> = {
	open: 'Open',
	blocked: 'Blocked',
	suspected: 'Looks blocked',
	tampered: 'Intercepted',
	slow: 'Slow',
	unclear: 'Unclear',
	untested: 'Not tested',
	checking: 'Checking…',
};

/** Worst first. An entry that could not be tested does not make a group look worse than open. */
const WORST_FIRST: readonly Status[] = [
	'blocked',
	'tampered',
	'suspected',
	'slow',
	'checking',
	'unclear',
	'open',
	'untested',
];

export function statusWord(status: Status, running = false): string {
	return status === 'suspected' && running ? 'Looks blocked, confirming…' : WORDS[status];
}

/** The status of a verdict. While a run lasts, what is not decided yet is still being checked. */
export function statusOf(verdict: TargetVerdict, running: boolean, hasTarget = true): Status {
	const open = running && hasTarget ? 'checking' : undefined;
	switch (verdict.verdict) {
		case 'reachable':
			return 'open';
		case 'blocked':
			return verdict.confidence === 'suspected' ? 'suspected' : 'blocked';
		case 'tampered':
			return verdict.confidence === 'suspected' ? 'suspected' : 'tampered';
		case 'degraded':
			return 'slow';
		case 'inconclusive':
			return open ?? 'unclear';
		default:
			return open ?? 'untested';
	}
}

export function worst(statuses: readonly Status[]): Status {
	return WORST_FIRST.find((status) => statuses.includes(status)) ?? 'untested';
}

/** True for what keeps the entry from working. */
export function isBroken(status: Status): boolean {
	return status === 'blocked' || status === 'tampered';
}
