import { ofKind } from '../facts.ts';
import type { Observation } from '../observe.ts';
import type { Rule } from './types.ts';

const opened = ({ answers }: Observation) => answers.some(({ outcome }) => outcome.proof === 'websocket');

/**
 * The CCP's own web socket failed, ours to the same host was not opened either, and HTTPS to it works: something does
 * not pass the upgrade. Ours alone says nothing, since the real service refuses a stranger.
 */
export const websocketRefused: Rule = {
	id: 'websocket-refused',
	needs: ['https', 'websocket'],
	explain: ({ environment: { failedSockets = [] } }, open) => {
		const answering = ofKind(open, 'https').filter(({ answers }) => answers.length > 0);
		const hosts = answering.map(({ target }) => target.host).filter((host) => failedSockets.includes(host));
		const targets = ofKind(open, 'websocket').filter((seen) => hosts.includes(seen.target.host) && !opened(seen));
		const cause = 'websocket-refused';
		if (targets.length === 0) return [];
		return [{ finding: cause, verdict: 'blocked', cause, confidence: 'medium', targets }];
	},
};
