import * as v from 'valibot';
import { once } from '../once.ts';
import { parseProbeUrl } from '../plan/url.ts';
import { MAX_URLS } from './types.ts';

/** One TURN server with the call's own credentials, as `RTCPeerConnection` takes it. */
export interface RelayServer {
	readonly urls: readonly string[];
	readonly username: string;
	readonly credential: string;
}

/**
 * Credentials sealed in a closure: structured clone (storage, messages, IndexedDB) throws on a function, JSON drops
 * it, and printing it shows nothing. Whoever opens them uses them at once and keeps nothing.
 */
export interface RelayAccess {
	readonly open: () => readonly RelayServer[];
}

const callConfigSchema = once(() => {
	const text = v.pipe(v.string(), v.maxLength(1024));
	const urls = v.pipe(v.array(text), v.maxLength(MAX_URLS));
	const server = v.object({ urls, username: text, credential: text });
	return v.object({ iceServers: v.pipe(v.array(server), v.maxLength(MAX_URLS)) });
});

/** Some 2 kB in life. */
const MAX_CONFIG = 20_000;

export interface CallConfig {
	/** TURN URLs of this call, in the plan's normal form. */
	readonly urls: readonly string[];
	readonly access: RelayAccess;
}

/** `callConfigJson` of a connection; undefined for anything else. The quotes may come HTML-escaped, as Streams expects. */
export function readCallConfig(json: string): CallConfig | undefined {
	if (json.length > MAX_CONFIG) return undefined;
	const parsed = v.safeParse(callConfigSchema(), parseJson(json.replaceAll('&quot;', '"')));
	if (!parsed.success) return undefined;
	const servers = parsed.output.iceServers;
	const urls = servers
		.flatMap((one) => one.urls.map((url) => parseProbeUrl(url)?.url))
		.filter((url) => url !== undefined);
	return urls.length === 0
		? undefined
		: { urls: [...new Set(urls)].slice(0, MAX_URLS), access: { open: () => servers } };
}

function parseJson(json: string): unknown {
	try {
		return JSON.parse(json);
	} catch {
		return undefined;
	}
}
