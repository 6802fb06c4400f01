import * as v from 'valibot';
import { defineFault } from './types.ts';

/** No network: the machine's cable is out, or, with `where: internet`, the line behind the company's network is dead. */
export const offline = defineFault(
	'offline',
	{ where: v.optional(v.picklist(['machine', 'internet'], 'machine or internet'), 'machine') },
	({ where }) => (where === 'machine' ? [{ kind: 'unplugged' }] : [{ kind: 'line', lossPercent: 100 }]),
);

/** A portal that wants a sign-in: it answers all HTTP itself, shows its own certificate, lets nothing else through. */
export const captivePortal = defineFault('captive-portal', {}, () => [
	{ kind: 'intercept', hosts: 'any', by: 'portal' },
	{ kind: 'filter', protocol: 'udp', hosts: 'any', action: 'drop' },
]);

const url = v.pipe(v.string('a URL pattern'), v.nonEmpty('must not be empty'));
const FORBIDDEN = 'disable_non_proxied_udp';

/**
 * A policy forbids WebRTC to use UDP: everywhere, or on the pages of `url` alone, which Chromium alone can do
 * (chromeenterprise.google/policies/#WebRtcIPHandling, WebRtcIPHandlingUrl).
 */
export const webrtcUdpDisabled = defineFault('webrtc-udp-disabled', { url: v.optional(url) }, (parameters) => [
	parameters.url === undefined
		? {
				kind: 'browser',
				chromium: { WebRtcIPHandling: FORBIDDEN },
				firefox: { Preferences: { 'media.peerconnection.ice.proxy_only': { Value: true, Status: 'locked' } } },
			}
		: {
				kind: 'browser',
				chromium: { WebRtcIPHandlingUrl: [{ url: parameters.url, handling: FORBIDDEN }] },
				firefox: {},
			},
]);
