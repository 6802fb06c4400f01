import type { CatalogEntry, Protocol } from '../catalog/types.ts';
import type { EntryId } from '../ids.ts';

export type ProbeKind = 'https' | 'http' | 'websocket' | 'turn';

/** Where a target comes from: published in the catalog, named by the profile (alias, bucket, gateway), from a newer digest, or seen in the agent's own traffic. */
export type TargetOrigin = 'published' | 'profile' | 'unconfirmed' | 'learned';

/** A concrete thing to try for one or more entries. Its id is its URL in normal form (lower-case host, no trailing dot). */
export interface Target {
	readonly id: string;
	readonly kind: ProbeKind;
	/** What the probe opens: `https://host/path`, `wss://host/path` or `turn:host:port?transport=udp`. */
	readonly url: string;
	readonly host: string;
	readonly port: number;
	readonly protocol: Protocol;
	readonly origin: TargetOrigin;
	/** Every entry that this target speaks for. */
	readonly entries: readonly EntryId[];
	/** False where the host was never seen in this region: a name that does not resolve there accuses nothing. */
	readonly knownToExist: boolean;
}

/** One entry as this profile needs it: placeholders filled in. */
export interface PlannedEntry {
	readonly entry: CatalogEntry;
	readonly patterns: readonly string[];
	readonly ports: readonly { readonly port: number; readonly protocol: Protocol }[];
	readonly targets: readonly string[];
}

/** What a run will try. Entries that the profile does not use are listed in `notNeeded`. */
export interface Plan {
	readonly entries: readonly PlannedEntry[];
	readonly notNeeded: readonly EntryId[];
	readonly targets: readonly Target[];
}

/** Hosts seen in the agent's own traffic, by entry. */
export type Learned = Readonly<Partial<Record<EntryId, readonly string[]>>>;
