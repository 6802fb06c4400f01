import type { Environment } from '../../evidence/types.ts';
import { ofKind } from '../facts.ts';
import type { Observation } from '../observe.ts';
import type { Rule } from './types.ts';

const gathersNothing = ({ answers, refusals }: Observation) =>
	answers.length === 0 && refusals.some(({ outcome }) => outcome.code === 'webrtc-udp-disabled');

/** No UDP but through a proxy that carries it, as Chromium and as Firefox name it; the latter has the former mean less. */
const FORBIDS: Readonly<Record<Environment['browser'], string>> = {
	chromium: 'disable_non_proxied_udp',
	firefox: 'proxy_only',
};

/**
 * The browser's policy keeps WebRTC off UDP. The extension's own pages are exempt from it in Chromium 156, so an
 * answer seen there proves nothing: the policy wins over it, and so does a CCP page that gathers nothing (a policy by
 * URL shows only there).
 */
export const webrtcDisabled: Rule = {
	id: 'webrtc-disabled',
	needs: ['turn'],
	explain: ({ environment, online }, open) => {
		const { browser, webrtcPolicy = 'default', pageGathers } = environment;
		// Milder policies, which other extensions set too, leave a page without a host candidate.
		const inPage = pageGathers === false && webrtcPolicy === 'default';
		const byPolicy = webrtcPolicy === FORBIDS[browser] || inPage;
		const turn = ofKind(open, 'turn');
		// A machine with no network gathers nothing either.
		const targets = byPolicy ? turn : turn.filter((seen) => online && gathersNothing(seen));
		const cause = 'webrtc-udp-disabled';
		if (targets.length === 0) return [];
		return [{ finding: cause, verdict: 'blocked', cause, confidence: 'high', targets }];
	},
};
