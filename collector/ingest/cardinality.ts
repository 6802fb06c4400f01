import { CARDINALITY, LABELS } from './limits.ts';

export interface Cardinality {
	/** False if this record would bring one distinct value too many. */
	admits(tokenId: string, install: string, attributes: readonly Readonly<Record<string, string>>[]): boolean;
}

const DAY_MS = 86_400_000;

/** Counts distinct keys, label values and installs, afresh each day. */
export function createCardinality(
	now: () => number,
	limits: Readonly<typeof CARDINALITY> | { key: number; label: number; install: number } = CARDINALITY,
): Cardinality {
	const seen = new Map<string, Set<string>>();
	let day = 0;

	const admit = (group: string, value: string, limit: number): boolean => {
		const values = seen.get(group) ?? new Set();
		seen.set(group, values);
		if (values.has(value)) return true;
		return values.size < limit && values.add(value) !== undefined;
	};

	return {
		admits: (tokenId, install, attributes) => {
			const today = Math.floor(now() / DAY_MS);
			if (today !== day) seen.clear();
			day = today;
			return (
				admit(`install ${tokenId}`, install, limits.install) &&
				attributes.every((map) =>
					Object.entries(map).every(
						([key, value]) =>
							admit('key', key, limits.key) && (!LABELS.has(key) || admit(`label ${key}`, value, limits.label)),
					),
				)
			);
		},
	};
}
