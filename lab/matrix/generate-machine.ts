import type { Outcome } from '../../core/evidence/types.ts';
import type { Target } from '../../core/plan/types.ts';
import { named } from './faults.ts';
import type { World } from './types.ts';

const failed = (code: Extract<Outcome, { kind: 'failed' }>['code']): Outcome => ({ kind: 'failed', code });
const silent: Outcome = { kind: 'silent', code: 'turn-unanswered', final: true };

/** With the cable out Chromium says so; Firefox finds no name. A dead line is silence. */
function offline(target: Target, { browser, network }: World): Outcome {
	const inside = named(network, 'offline').some(({ where }) => where !== 'internet');
	if (target.kind === 'turn') return silent;
	if (!inside) return { kind: 'silent', code: 'tcp-timeout', final: true };
	return failed(browser === 'chromium' ? 'offline' : 'dns-not-resolved');
}

/** What a 407 looks like: Chromium's fetch resolves with it, Firefox says that the proxy refused. */
function unauthorised({ browser }: World): Outcome {
	return browser === 'chromium'
		? { kind: 'answered', proof: 'http', status: 407, ip: '10.77.0.1' }
		: failed('proxy-unreachable');
}

/** What comes of a target where one fault concerns the whole machine; undefined where none does. */
export function machineOutcome(target: Target, world: World): Outcome | undefined {
	const has = (name: string) => named(world.network, name).length > 0;
	const turn = target.kind === 'turn';
	if (has('offline')) return offline(target, world);
	if (has('captive-portal')) return turn ? silent : failed('tls-untrusted');
	if (has('proxy-dead') && !turn) return failed('proxy-unreachable');
	if (has('proxy-auth') && !turn) return unauthorised(world);
	return undefined;
}
