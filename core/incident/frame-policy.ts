/** What a response says about who may frame it. Header names in lower case. */
export interface FrameHeaders {
	readonly 'x-frame-options'?: string;
	/** Several headers count each: all of them must admit. */
	readonly 'content-security-policy'?: readonly string[];
}

/** A port or a wildcard host of CSP's host-source (W3C CSP3, 2.3.1). */
function sourceAdmits(source: string, ancestor: URL, self: string): boolean {
	if (source === "'self'") return ancestor.origin === self;
	if (source === '*') return true;
	if (/^[a-z][a-z0-9+.-]*:$/i.test(source)) return ancestor.protocol === source.toLowerCase();
	const found = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(\*|(?:\*\.)?[a-z0-9_.-]+)(?::(\d+|\*))?(?:\/.*)?$/i.exec(source);
	if (found === null) return false;
	const [, scheme, host = '', port] = found;
	const secure = scheme === undefined || `${scheme.toLowerCase()}:` === ancestor.protocol;
	return secure && hostAdmits(host.toLowerCase(), ancestor.hostname) && portAdmits(port, ancestor);
}

function hostAdmits(pattern: string, host: string): boolean {
	if (pattern === '*') return true;
	return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern;
}

function portAdmits(port: string | undefined, { port: actual }: URL): boolean {
	if (port === '*') return true;
	return (port ?? '443') === (actual || '443');
}

function frameAncestors(policy: string): readonly string[] | undefined {
	const directives = policy.split(';').map((directive) => directive.trim().split(/\s+/));
	return directives.find(([name]) => name?.toLowerCase() === 'frame-ancestors')?.slice(1);
}

/**
 * The embedding origins that a response refuses. `frame-ancestors` overrules X-Frame-Options (W3C CSP3, 6.4.2); a
 * policy admits only if it admits every ancestor.
 */
export function refusedOrigins(headers: FrameHeaders, self: string, ancestors: readonly string[]): string[] {
	const urls = ancestors.filter((origin) => URL.canParse(origin)).map((origin) => new URL(origin));
	const policies = (headers['content-security-policy'] ?? []).flatMap((header) => header.split(','));
	const sources = policies.map(frameAncestors).filter((found) => found !== undefined);
	const refuses = (ancestor: URL) =>
		sources.length > 0
			? sources.some((list) => !list.some((source) => sourceAdmits(source, ancestor, self)))
			: xfoRefuses(headers['x-frame-options'], ancestor, self);
	return [...new Set(urls.filter(refuses).map(({ origin }) => origin))];
}

function xfoRefuses(value: string | undefined, ancestor: URL, self: string): boolean {
	const word = value?.trim().toLowerCase();
	return word === 'deny' || (word === 'sameorigin' && ancestor.origin !== self);
}
