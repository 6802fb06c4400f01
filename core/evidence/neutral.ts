/** What a request to the neutral address came to. */
export interface NeutralAnswer {
	/** `opaqueredirect`: a redirect that was not followed. */
	readonly type: string;
	/** 0 where the browser hides it. */
	readonly status: number;
}

/** Network Authentication Required: a portal that says so (RFC 6585, section 6). */
const PORTAL_STATUS = 511;

/**
 * Whether a captive portal answered in the place of the neutral address, which answers 204 itself. Undefined where
 * neither did: an error of a server or a proxy is no portal.
 */
export function portalAnswered({ type, status }: NeutralAnswer): boolean | undefined {
	if (status === 204) return false;
	return type === 'opaqueredirect' || status === 200 || status === PORTAL_STATUS ? true : undefined;
}
