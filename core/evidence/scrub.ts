/** Longest text that is kept of a browser's own words, characters. */
const KEPT = 120;

const URL_LIKE = /\b[a-z][a-z0-9+.-]*:\/\/\S+/gi;
const IPV4 = /\b\d{1,3}(\.\d{1,3}){3}(:\d+)?\b/g;
const IPV6 = /(?<!\w)\[?(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}\]?(?!\w)/gi;
const HOST = /\b(?:[a-z0-9_-]+\.)+[a-z0-9-]{2,}\b(:\d+)?/gi;
const PATH = /(?:^|\s)[\\/]\S+|\b[a-z]:\\\S+/gi;
const LONG_TOKEN = /[A-Za-z0-9+/=_-]{40,}/g;

/** A browser's text without addresses, hosts and paths: what remains names the error and nobody. */
export function scrub(text: string): string {
	const bare = [URL_LIKE, IPV4, IPV6, HOST, PATH, LONG_TOKEN].reduce((rest, what) => rest.replace(what, ' … '), text);
	return bare.replace(/\s+/g, ' ').trim().slice(0, KEPT);
}
