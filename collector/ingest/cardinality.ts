import { CARDINALITY, ENTRY_MAPS, LABELS, LIMITS } from './limits.ts';
import { isObject } from './values.ts';

type Attributes = Readonly<Record<string, string>>;

/** What one token may still bring. */
export interface Cardinality {
	/** False if this resource would bring one distinct install, name or label too many. */
	admitsResource(attributes: Attributes): boolean;
	/** False if these attributes would bring one distinct name or label too many. */
	admits(attributes: Attributes): boolean;
}

const DAY_MS = 86_400_000;

/** Counts distinct keys, label values and installs of each token, afresh each day. */
export function createCardinality(
	now: () => number,
	limits: typeof CARDINALITY = CARDINALITY,
): (tokenId: string) => Cardinality {
	const tokens = new Map<string, Cardinality>();
	let day = 0;
	return (tokenId) => {
		const today = Math.floor(now() / DAY_MS);
		if (today !== day) tokens.clear();
		day = today;
		const token = tokens.get(tokenId) ?? countFrom(limits);
		tokens.set(tokenId, token);
		return token;
	};
}

function countFrom(limits: typeof CARDINALITY): Cardinality {
	const seen = new Map<string, Set<string>>();

	const admit = (group: string, value: string, limit: number): boolean => {
		const values = seen.get(group) ?? new Set();
		seen.set(group, values);
		if (values.has(value)) return true;
		return value.length <= LIMITS.keyLength && values.size < limit && values.add(value) !== undefined;
	};
	const admits = (attributes: Attributes): boolean =>
		Object.entries(attributes).every(
			([key, value]) =>
				admit('key', key, limits.key) &&
				(!LABELS.has(key) || admit(`label ${key}`, value, limits.label)) &&
				(!ENTRY_MAPS.has(key) ||
					entriesOf(value).every((entry) => admit('label linecheck.entry', entry, limits.label))),
		);
	return {
		admitsResource: (attributes) =>
			admit('install', attributes['service.instance.id'] ?? '', limits.install) && admits(attributes),
		admits,
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
