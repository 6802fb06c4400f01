import type { Environment, Evidence, Outcome } from '../../core/evidence/types.ts';
import type { FailureCode } from '../../core/ids.ts';
import type { Target } from '../../core/plan/types.ts';
import { fateOf } from './fates.ts';
import { delayOf, named } from './faults.ts';
import { machineOutcome } from './generate-machine.ts';
import type { Fate, World } from './types.ts';

/** Any moment: the diagnosis looks at differences alone. */
const START = Date.UTC(2026, 8, 1, 9);

/** Starts and end of a round's attempts, ms after the start of the run (`core/evidence/schedule.ts`). */
interface Round {
	readonly starts: readonly number[];
	readonly end: number;
}
const FIRST: Readonly<Record<Target['protocol'], Round>> = {
	tcp: { starts: [0, 1500], end: 4500 },
	udp: { starts: [0, 400], end: 4000 },
};
/** As many rounds as a silent lookup may take to be proven. */
const MORE: readonly Round[] = Array.from({ length: 7 }, (_, index) => {
	const start = 4500 + index * 3000;
	return { starts: [start, start + 700, start + 1400], end: start + 3000 };
});

const attempts = (target: Target, rounds: readonly Round[], outcome: Outcome): readonly Evidence[] =>
	rounds
		.flatMap(({ starts, end }) => starts.map((start) => ({ start, end })))
		.map(({ start, end }, index) => ({
			target: target.id,
			attempt: index + 1,
			at: START + start,
			elapsedMs: outcome.kind === 'silent' ? end - start : 20,
			outcome,
		}));

const BUILT_IN = { issuer: 'CN=Amazon RSA 2048 M03', builtInRoot: true };
const INSPECTED = { issuer: 'CN=Office TLS Inspection', builtInRoot: false };
/** No two hosts share an address. */
const addressOf = ({ host }: Target, { plan }: World) =>
	`192.0.2.${[...new Set(plan.targets.map((target) => target.host))].indexOf(host) + 1}`;

/** What the service itself says to a stranger. */
function answer(target: Target, world: World): Outcome {
	const delay = delayOf(world.network);
	const roundTrip = delay > 0 ? { roundTripMs: delay } : {};
	if (target.kind === 'turn') return { kind: 'answered', proof: 'turn', status: 401, ...roundTrip };
	const firefox = world.browser === 'firefox' ? { certificate: BUILT_IN } : {};
	const headers = { 'x-amzn-requestid': target.host };
	const context = { ip: addressOf(target, world), clockSkewMs: 0, headers, ...firefox, ...roundTrip };
	return { kind: 'answered', proof: 'http', status: 403, ...context };
}

function foreign(target: Target, cause: FailureCode, world: World): Outcome {
	const seen = answer(target, world);
	if (seen.kind !== 'answered' || cause === 'tls-untrusted') return { kind: 'failed', code: cause };
	if (cause === 'tls-inspected') return { ...seen, certificate: INSPECTED };
	return { ...seen, headers: { server: 'Zscaler/6.2' } };
}

/** What an attempt of ours would see. Where several causes count as right, the browser's own word for it is the last. */
function outcomeOf(target: Target, fate: Fate, world: World): Outcome {
	if (fate.kind === 'open') return answer(target, world);
	if (fate.kind === 'untested') {
		const nameless = named(world.network, 'dns-nxdomain').length > 0;
		return { kind: 'failed', code: nameless ? 'dns-not-resolved' : 'probe-refused' };
	}
	const cause = fate.causes.at(-1) ?? 'unknown';
	if (fate.kind === 'silent') return { kind: 'silent', code: cause, final: true };
	return fate.kind === 'foreign' ? foreign(target, cause, world) : { kind: 'failed', code: cause };
}

/** Chromium says nothing of a refused web socket; Firefox shows the status. Plain HTTP is upgraded in both. */
function ofKind(target: Target, world: World): Outcome | undefined {
	if (target.kind === 'http') return { kind: 'failed', code: 'probe-refused' };
	if (target.kind !== 'websocket' || world.browser === 'firefox') return undefined;
	const silent = fateOf(target, world).kind === 'silent';
	return silent ? undefined : { kind: 'failed', code: 'websocket-refused' };
}

function evidenceOf(target: Target, world: World, isControl: boolean): readonly Evidence[] {
	const outcome =
		machineOutcome(target, world) ?? ofKind(target, world) ?? outcomeOf(target, fateOf(target, world), world);
	const first = FIRST[target.protocol];
	if (outcome.kind === 'silent')
		return attempts(target, outcome.code === 'dns-timeout' ? [first, ...MORE] : [first], outcome);
	if (isControl)
		return attempts(
			target,
			[{ starts: [0], end: 20 }, ...MORE.map(({ starts, end }) => ({ starts: starts.slice(0, 1), end }))],
			outcome,
		);
	return attempts(target, [{ ...first, starts: outcome.kind === 'failed' ? first.starts : [0] }], outcome);
}

/** The browser's policy stands in its settings; Chromium's by URL does not, and its extension pages are exempt from both. */
function environmentOf({ network, browser }: World): Environment {
	const has = (name: string) => named(network, name).length > 0;
	const policy = named(network, 'webrtc-udp-disabled').some(({ url }) => url === undefined);
	const forbidden = browser === 'chromium' ? 'disable_non_proxied_udp' : 'proxy_only';
	return {
		browser,
		online: !(has('offline') && browser === 'chromium'),
		webrtcPolicy: policy ? forbidden : 'default',
		...(browser === 'firefox' && { captivePortal: has('captive-portal') }),
	};
}

/** What a browser would see in a world, by the definition of its faults alone: no loss, no browser, no network. */
export function generate(world: World): { readonly evidence: readonly Evidence[]; readonly environment: Environment } {
	const open = (target: Target) => target.kind === 'https' && fateOf(target, world).kind === 'open';
	const control = world.plan.targets.find(open);
	const evidence = world.plan.targets.flatMap((target) => evidenceOf(target, world, target === control));
	return { evidence, environment: environmentOf(world) };
}
