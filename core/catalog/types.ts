import type { EntryId } from '../ids.ts';
import type { SourceId } from './sources.ts';

export type Protocol = 'tcp' | 'udp';
export type Application = 'https' | 'http' | 'wss' | 'turn';

/** What an agent loses when the entry is missing. `calls` makes an entry call-critical. */
export type Breaks = 'calls' | 'page' | 'sign-in' | 'chat' | 'files' | 'video' | 'crm' | 'nothing';

export type Group = 'instance' | 'signalling' | 'media' | 'static' | 'sign-in' | 'data' | 'optional' | 'ingenius';

export interface PortRule {
	/** `gateway` stands for the port of the gateway's URL, 443 if it names none. */
	readonly port: number | 'gateway';
	readonly protocol: Protocol;
	readonly application: Application;
}

/** All conditions must hold; `{}` always does. Names are those of the flattened profile (`profile.ts`). */
export type When = Readonly<Partial<Record<string, string | boolean>>>;

/** Hosts by region. `replaces`: these are the patterns there. `narrows`: the exact hosts behind the wildcard. `adds`: more patterns. */
export interface Regional {
	readonly mode: 'replaces' | 'narrows' | 'adds';
	readonly hosts: Readonly<Record<string, readonly string[]>>;
	/** Regions whose hosts no document confirms: listed, never probed. */
	readonly notProbed?: readonly string[];
}

/** One entry of an administrator's allowlist, as the documents publish it. */
export interface CatalogEntry {
	readonly id: EntryId;
	readonly product: 'amazon-connect' | 'ingenius';
	readonly status: 'required' | 'historical';
	readonly label: string;
	readonly group: Group;
	readonly breaks: Breaks;
	readonly when: When;
	/** What an administrator allows: host, host/path or CIDR; `*` is one or more characters within and across labels. Placeholders in braces. */
	readonly patterns: readonly string[];
	readonly ports: readonly PortRule[];
	/** Full URLs known to exist to try the entry on; empty: learned from the agent's own traffic. */
	readonly probe: readonly string[];
	/** Regions in which the probe host was seen; elsewhere a name that does not resolve is untested. */
	readonly probeSeen?: readonly string[];
	readonly regional?: Regional;
	readonly gov?: Regional;
	/** Hosts from a newer digest: probed, reported as a finding, never the cause of a verdict. */
	readonly unconfirmed?: Readonly<Record<string, readonly string[]>>;
	/** The service answers here itself: a redirect to somebody else's host is somebody else's answer. */
	readonly neverRedirects?: true;
	readonly communication?: readonly string[];
	readonly note?: string;
	readonly source: readonly SourceId[];
}
