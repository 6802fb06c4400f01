import { CARDINALITY, ENTRY_MAPS, LABELS } from './limits.ts';
import { isObject } from './values.ts';

export interface Cardinality {
	/** False if this install would be one too many for its token. */
	admitsInstall(tokenId: string, install: string): boolean;
	/** False if these attributes would bring one distinct name or label too many. */
	admits(attributes: Readonly<Record<string, string>>): boolean;
}

const DAY_MS = 86_400_000;

/** Counts distinct keys, label values and installs, afresh each day. */
export function createCardinality(now: () => number, limits: typeof CARDINALITY = CARDINALITY): Cardinality {
	const seen = new Map<string, Set<string>>();
	let day = 0;

	const admit = (group: string, value: string, limit: number): boolean => {
		const today = Math.floor(now() / DAY_MS);
		if (today !== day) seen.clear();
		day = today;
		const values = seen.get(group) ?? new Set();
		seen.set(group, values);
		if (values.has(value)) return true;
		return values.size < limit && values.add(value) !== undefined;
	};

	return {
		admitsInstall: (tokenId, install) => admit(`install ${tokenId}`, install, limits.install),
		admits: (attributes) =>
			Object.entries(attributes).every(
				([key, value]) =>
					admit('key', key, limits.key) &&
					(!LABELS.has(key) || admit(`label ${key}`, value, limits.label)) &&
					(!ENTRY_MAPS.has(key) ||
						entriesOf(value).every((entry) => admit('label linecheck.entry', entry, limits.label))),
			),
	};
}

/** Keys of a map that was written as JSON; the store reads no entries of anything else. */
function entriesOf(text: string): string[] {
	try {
		const map: unknown = JSON.parse(text);
		return isObject(map) ? Object.keys(map) : [];
	} catch {
		return [];
	}
}
