import { ofKind } from '../facts.ts';
import type { Rule } from './types.ts';

/**
 * The browser's policy keeps WebRTC off UDP. The extension's own pages are exempt from it in Chromium 156, so an
 * answer seen there proves nothing: the policy wins over it, and so does a CCP page that gathers nothing (a policy by
 * URL shows only there).
 */
export const webrtcDisabled: Rule = {
	id: 'webrtc-disabled',
	needs: ['turn'],
	explain: ({ environment }, open) => {
		const byPolicy = environment.webrtcPolicy === 'disable_non_proxied_udp' || environment.pageGathers === false;
		const turn = ofKind(open, 'turn');
		const targets = byPolicy ? turn : turn.filter(isDisabled);
		const cause = 'webrtc-udp-disabled';
		if (targets.length === 0) return [];
		return [{ finding: cause, verdict: 'blocked', cause, confidence: 'high', targets }];
	},
};

const isDisabled = ({ answers, refusals }: { answers: readonly unknown[]; refusals: readonly Refusal[] }) =>
	answers.length === 0 && refusals.some(({ outcome }) => outcome.code === 'webrtc-udp-disabled');
type Refusal = { readonly outcome: { readonly code: string } };
