import { parseProbeUrl } from '../plan/url.ts';
import { MAX_URLS } from './types.ts';

/** Longest text that is searched, characters: a banner is a sentence, not a page. */
const SEARCHED = 4000;
/** RFC 7065 without the words round it: hosts are ASCII, so any script may stand beside them with no space. */
const TURN_URL = /turns?:(?:\/\/)?[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?\.?(?::\d{1,5})?(?:\?transport=(?:udp|tcp))?/gi;

/** The TURN URLs in a text of any language, in the plan's normal form, each once. Only UDP: the CCP uses no other. */
export function turnUrlsIn(text: string): string[] {
	const found = text.slice(0, SEARCHED).match(TURN_URL) ?? [];
	const urls = found.map((url) => parseProbeUrl(url.replace('//', ''))).filter((parsed) => parsed !== undefined);
	return [...new Set(urls.filter(isServer).map((parsed) => parsed.url))].slice(0, MAX_URLS);
}

function isServer({ host, port }: { readonly host: string; readonly port: number }): boolean {
	return host.includes('.') && !host.includes('..') && port > 0 && port < 65_536;
}
