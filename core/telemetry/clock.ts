import type { Report } from '../report/types.ts';

/** Below this a clock counts as right: `Date` has whole seconds, and an answer may take some. */
const MIN_SKEW_MS = 60_000;

/** Median of what the servers' clocks say (server minus ours, ms); undefined if none was heard. */
export const clockSkewOf = (report: Pick<Report, 'evidence'>): number | undefined => {
	const skews = report.evidence
		.flatMap(({ outcome }) =>
			outcome.kind === 'answered' && outcome.clockSkewMs !== undefined ? [outcome.clockSkewMs] : [],
		)
		.sort((a, b) => a - b);
	return skews[Math.floor(skews.length / 2)];
};

/** The skew to correct by; undefined when the clock is right. */
export const correction = (skewMs: number | undefined): number | undefined =>
	skewMs !== undefined && Math.abs(skewMs) >= MIN_SKEW_MS ? skewMs : undefined;
