import { dataEntries } from './entries/data.ts';
import { ingeniusEntries } from './entries/ingenius.ts';
import { instanceEntries } from './entries/instance.ts';
import { mediaEntries } from './entries/media.ts';
import { optionalEntries } from './entries/optional.ts';
import { signInEntries } from './entries/sign-in.ts';
import { signallingEntries } from './entries/signalling.ts';
import { staticEntries } from './entries/static.ts';
import type { CatalogEntry } from './types.ts';

/** Changes with every change of an entry: date of the change, then a counter for that day. */
export const CATALOG_VERSION = '2026-11-21.1';

/** Every entry of the allowlist, in the order in which agents read it: calls first. */
export const ENTRIES: readonly CatalogEntry[] = [
	...instanceEntries,
	...signallingEntries,
	...mediaEntries,
	...staticEntries,
	...signInEntries,
	...dataEntries,
	...optionalEntries,
	...ingeniusEntries,
];

const byId = new Map(ENTRIES.map((entry) => [entry.id, entry]));

/** The entry of an id. Throws for an id that the catalog does not hold: the registry test rules that out. */
export function entryOf(id: CatalogEntry['id']): CatalogEntry {
	const entry = byId.get(id);
	if (entry === undefined) throw new Error(`no catalog entry ${id}`);
	return entry;
}
