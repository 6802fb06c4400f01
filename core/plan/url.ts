import { normalHost } from '../catalog/host.ts';
import type { Application, Protocol } from '../catalog/types.ts';
import type { ProbeKind } from './types.ts';

/** A URL that can be probed, in its normal form: lower-case host, no trailing dot, no query, fragment or credentials. */
export interface ProbeUrl {
	readonly url: string;
	readonly kind: ProbeKind;
	readonly host: string;
	readonly port: number;
	readonly path: string;
	readonly protocol: Protocol;
}

const KINDS: Readonly<Record<string, ProbeKind>> = { 'https:': 'https', 'http:': 'http', 'wss:': 'websocket' };
const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'https:': 443, 'http:': 80, 'wss:': 443 };
/** RFC 7065: `turn:host[:port][?transport=udp]`, port 3478 where none is named. */
const TURN_URL = /^turns?:([^:?]+|\[[^\]]+\])(?::(\d+))?(?:\?transport=(udp|tcp))?$/i;

function parseTurn(text: string): ProbeUrl | undefined {
	const found = TURN_URL.exec(text);
	if (found === null || found[3]?.toLowerCase() === 'tcp' || /^turns:/i.test(text)) return undefined;
	const host = normalHost(found[1] ?? '');
	const port = Number(found[2] ?? 3478);
	return { url: `turn:${host}:${port}?transport=udp`, kind: 'turn', host, port, path: '', protocol: 'udp' };
}

/** Parses a URL to probe; undefined for anything that no probe can open (TURN over TCP, other schemes, malformed). */
export function parseProbeUrl(text: string): ProbeUrl | undefined {
	if (/^turns?:/i.test(text)) return parseTurn(text);
	if (!URL.canParse(text)) return undefined;
	const parsed = new URL(text);
	const kind = KINDS[parsed.protocol];
	if (kind === undefined) return undefined;
	const host = normalHost(parsed.hostname);
	const port = Number(parsed.port || DEFAULT_PORTS[parsed.protocol]);
	const authority = parsed.port === '' ? host : `${host}:${parsed.port}`;
	const url = `${parsed.protocol}//${authority}${parsed.pathname}`;
	return { url, kind, host, port, path: parsed.pathname, protocol: 'tcp' };
}

/** What to open on a host for an application. Behind a web socket the https URL of the same host is tried too. */
export function urlsFor(application: Application, hostAndPath: string): readonly string[] {
	if (application === 'turn') return [`turn:${hostAndPath}:3478?transport=udp`];
	const address = hostAndPath.includes('/') ? hostAndPath : `${hostAndPath}/`;
	if (application === 'wss') return [`https://${address}`, `wss://${address}`];
	return [`${application}://${address}`];
}
