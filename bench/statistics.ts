/** The value that `share` of the sorted numbers do not exceed (nearest rank). */
function quantile(sorted: readonly number[], share: number): number {
	return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export interface Distribution {
	readonly runs: number;
	readonly medianMs: number;
	readonly p95Ms: number;
}

/** Median and 95th percentile, to so many digits. Undefined for nothing measured. */
export function distribution(values: readonly (number | undefined)[], digits = 0): Distribution | undefined {
	const sorted = values.filter((value) => value !== undefined).toSorted((a, b) => a - b);
	if (sorted.length === 0) return undefined;
	const rounded = (share: number) => Number(quantile(sorted, share).toFixed(digits));
	return {
		runs: sorted.length,
		medianMs: rounded(0.5),
		p95Ms: rounded(0.95),
	};
}
