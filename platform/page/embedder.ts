import { isCcpOrigin } from '../../core/incident/hosts.ts';

/**
 * The origin of the page that embeds this frame. Without Chromium's list of ancestors it is who sent the frame here,
 * which after a sign-in is another; the CCP itself is none.
 */
export function embedderOf(ancestors: ArrayLike<string> | undefined, referrer: string): string | undefined {
	const origin = ancestors?.[0] ?? (URL.canParse(referrer) ? new URL(referrer).origin : '');
	return origin.startsWith('https://') && !isCcpOrigin(origin) ? origin : undefined;
}
