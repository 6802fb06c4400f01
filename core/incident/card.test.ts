import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Evidence, Outcome } from '../evidence/types.ts';
import { plan } from '../plan/plan.ts';
import type { Target } from '../plan/types.ts';
import { ProfileSchema } from '../profile.ts';
import { buildReport } from '../report/build.ts';
import { type CardFacts, cardView } from './card.ts';
import { checksFor } from './checks.ts';
import { type Explaining, type Explanation, explain } from './explain.ts';
import { INCIDENT_KINDS } from './kinds.ts';
import { mergeHint } from './merge.ts';
import { failedSockets } from './socket.ts';
import type { Hint, Incident } from './types.ts';

const profile = v.parse(ProfileSchema, {
	connect: { alias: 'acme', region: 'us-east-1' },
	ingenius: { region: 'us-west-2', gateway: 'https://gateway.acme.example/' },
});
const HOST = 'x7.transport.connect.us-east-1.amazonaws.com';
const planned = plan(profile, { 'connect.transport': [HOST] });
const answered: Outcome = { kind: 'answered', proof: 'http', status: 403, headers: { 'x-amzn-requestid': '1' } };
const turnAnswered: Outcome = { kind: 'answered', proof: 'turn', status: 401 };
const good = ({ kind }: Target): Outcome => (kind === 'turn' ? turnAnswered : answered);
const quiet = (target: Target, final: boolean): Outcome => ({
	kind: 'silent',
	code: target.kind === 'turn' ? 'turn-unanswered' : 'tcp-timeout',
	final,
});

function incidentOf(...hints: Hint[]): Incident {
	const merged = hints.reduce<Incident | undefined>(
		(incident, hint) =>
			mergeHint(incident && { incident, standing: true }, { hint, at: Date.UTC(2026, 10, 21), id: 'i1' }),
		undefined,
	);
	if (!merged) throw new Error('no hint');
	return merged;
}

function reportOf(outcome: (target: Target) => Outcome, failed: readonly string[] = []) {
	const evidence = planned.targets.flatMap((target): Evidence[] =>
		[1, 2].map((attempt) => ({ target: target.id, attempt, at: 0, elapsedMs: 10, outcome: outcome(target) })),
	);
	const meta = { runId: 'r', extensionVersion: '0', startedAt: '2026-11-21T00:00:00Z', durationMs: 1, networkId: 'n' };
	const environment = { browser: 'chromium', online: true, failedSockets: failed } as const;
	return buildReport({ ...meta, trigger: 'incident', profileHash: 'h', profile, plan: planned, environment }, evidence);
}

function explained(
	incident: Incident,
	outcome: (target: Target) => Outcome,
	rest: Partial<Explaining> = {},
): Explanation {
	const { suspects } = checksFor(incident, planned);
	const sockets = failedSockets(incident, planned);
	const report = reportOf(outcome, sockets);
	return explain({ incident, suspects, sockets, report, done: true, profile, ...rest });
}
const view = (incident: Incident, explanation: Explanation, call: CardFacts['call'] = 'idle') =>
	cardView({ incident, explanation, call, isSetUp: true });

const ice: Hint = { source: 'streams', kind: 'ice-collection-timeout' };
const turnSilent = (final: boolean) => (target: Target) =>
	target.kind === 'turn' ? quiet(target, final) : good(target);

describe('a sign that a call in good order can set off', () => {
	it.each(['peer', 'banner'] as const)('of the %s shows nothing until a check finds a cause', (source) => {
		const incident = incidentOf({ ...ice, source });
		expect(explained(incident, good, { done: false }).phase).toBe('hidden');
		expect(explained(incident, good).phase).toBe('hidden');
		expect(explained(incident, turnSilent(true)).phase).toBe('final');
		expect(explained(incidentOf({ ...ice, source }, ice), good, { done: false }).phase).toBe('checking');
	});
});

describe('checksFor', () => {
	it('tries the entry that may be at fault, with what else calls need and what proves the machine online', () => {
		const { suspects, entries, targets } = checksFor(incidentOf(ice), planned);
		expect(suspects).toEqual(['connect.media.turn']);
		expect(entries).toEqual([
			'connect.media.turn',
			'connect.instance.my-connect',
			'connect.transport',
			'connect.telemetry',
			'connect.participant',
		]);
		expect(targets.every((target) => target.entries.some((id) => entries.includes(id)))).toBe(true);
	});

	it('tries what a failed request falls under', () => {
		const hint: Hint = {
			source: 'request',
			kind: 'request-failed',
			entries: ['connect.transport'],
			urls: [`wss://${HOST}/`],
		};
		expect(checksFor(incidentOf(hint), planned).suspects).toEqual(['connect.transport']);
	});

	it.each(['caller-left', 'user-busy', 'microphone', 'vdi', 'other-ccp'] as const)('checks nothing for %s', (kind) => {
		expect(checksFor(incidentOf({ source: 'streams', kind }), planned).entries).toEqual([]);
	});
});

describe('explain', () => {
	it('goes from checking over suspected to final', () => {
		const incident = incidentOf(ice);
		const { suspects } = checksFor(incident, planned);
		expect(explain({ incident, suspects, sockets: [], done: false, profile }).phase).toBe('checking');
		expect(explained(incident, turnSilent(false), { done: false })).toMatchObject({
			phase: 'suspected',
			entries: ['connect.media.turn'],
		});
		expect(explained(incident, turnSilent(true))).toMatchObject({
			phase: 'final',
			cause: 'turn-unanswered',
			entries: ['connect.media.turn'],
		});
	});

	it('names no entry that the incident does not concern', () => {
		const both = (target: Target) =>
			target.kind === 'turn' || target.entries.includes('connect.participant') ? quiet(target, true) : good(target);
		expect(explained(incidentOf(ice), both).entries).toEqual(['connect.media.turn']);
	});

	it('says that nothing is blocked where everything answers', () => {
		expect(explained(incidentOf(ice), good)).toMatchObject({ phase: 'not-network', cleared: true, entries: [] });
	});

	it('accuses nothing on a machine that is offline', () => {
		const offline = (target: Target) => quiet(target, true);
		expect(explained(incidentOf(ice), offline)).toMatchObject({ cause: 'offline', entries: [] });
		expect(explained(incidentOf(ice), offline, { call: 'connected' }).cause).toBeUndefined();
	});

	it('stays hidden for what may mean nothing, until a check finds a cause', () => {
		const api = incidentOf({ source: 'streams', kind: 'api' });
		expect(explained(api, good).phase).toBe('hidden');
		const shut = (target: Target): Outcome =>
			target.url.endsWith('/api') ? { kind: 'failed', code: 'tcp-reset' } : good(target);
		expect(explained(api, shut)).toMatchObject({ phase: 'final', entries: ['connect.instance.my-connect'] });
	});

	it('blames the web socket only where HTTPS to its host works', () => {
		const hint: Hint = { source: 'request', kind: 'request-failed', urls: [`wss://${HOST}/`], code: 'tcp-reset' };
		expect(explained(incidentOf(hint), good)).toMatchObject({
			cause: 'websocket-refused',
			entries: ['connect.transport'],
		});
		// It has opened since its run began.
		const later = explained(incidentOf(hint), good, { sockets: [] });
		expect(later).toMatchObject({ phase: 'hidden', entries: [] });
		const shut = (target: Target): Outcome =>
			target.host === HOST ? { kind: 'failed', code: 'dns-not-resolved' } : good(target);
		expect(explained(incidentOf(hint), shut).cause).toBe('dns-not-resolved');
		const open = (target: Target): Outcome =>
			target.kind === 'websocket' ? { kind: 'answered', proof: 'websocket' } : good(target);
		expect(explained(incidentOf(hint), open).cause).toBeUndefined();
		for (const kind of ['signalling-connection', 'signalling-handshake'] as const) {
			const once = incidentOf({ source: 'streams', kind, urls: [`wss://${HOST}/`] });
			expect(explained(once, good).cause).toBeUndefined();
			expect(explained({ ...once, occurrences: 2 }, good).cause).toBe('websocket-refused');
		}
	});

	it('blames the browser where only the page is kept from the gateway', () => {
		const hint: Hint = { source: 'request', kind: 'request-failed', entries: ['ingenius.gateway'] };
		expect(explained(incidentOf(hint), good)).toMatchObject({ phase: 'not-network', cause: 'local-network-access' });
		// A gateway that was just away: the network let the page through to it.
		const away = explained(incidentOf({ ...hint, code: 'tcp-refused' }), good);
		expect(away).toMatchObject({ phase: 'hidden', entries: [] });
	});

	it('accuses no network for a hang-up, and all the same sees a real failure beside it', () => {
		const left: Hint = { source: 'streams', kind: 'caller-left' };
		const webrtc: Hint = { source: 'streams', kind: 'webrtc' };
		expect(explained(incidentOf(webrtc, left), turnSilent(true)).phase).toBe('hidden');
		expect(explained(incidentOf(left, ice), turnSilent(true)).entries).toEqual(['connect.media.turn']);
	});

	it('neither accuses nor clears after a check that was cut short', () => {
		const incident = incidentOf(ice);
		expect(explained(incident, turnSilent(false), { cancelled: true }).phase).toBe('suspected');
		expect(explained(incident, good, { cancelled: true })).toMatchObject({ phase: 'not-network', cleared: false });
	});

	it.each(['audio-enhancement', 'user-busy', 'other-ccp'] as const)('checks the network beside %s', (kind) => {
		const both = incidentOf({ source: 'streams', kind }, ice);
		expect(explained(both, turnSilent(true)).entries).toEqual(['connect.media.turn']);
		expect(explained(both, good)).toMatchObject({ phase: 'not-network', cause: kind });
	});

	it('finds no fault with a media-less CCP', () => {
		const connect = profile.connect && { ...profile.connect, mediaLess: true };
		expect(explained(incidentOf(ice), turnSilent(true), { profile: { connect } }).phase).toBe('hidden');
	});

	it('names the other allowlists', () => {
		const refused: Hint = {
			source: 'frame',
			kind: 'frame-refused',
			cause: 'origin-not-approved',
			origins: ['https://acme.my.salesforce.com', 'https://acme.vf.force.com'],
		};
		const card = view(incidentOf(refused), explained(incidentOf(refused), good));
		expect(card).toMatchObject({
			entries: [{ id: 'connect.approved-origins' }],
			rules: ['Add https://acme.my.salesforce.com', 'Add https://acme.vf.force.com'],
		});
		const cors: Hint = { source: 'request', kind: 'salesforce-cors', origins: ['https://app.us-west-2.ingenius.com'] };
		expect(explained(incidentOf(cors), good).entries).toEqual(['salesforce.cors']);
	});
});

describe('cardView', () => {
	it('tells the agent, IT and what to do meanwhile', () => {
		const incident = incidentOf(ice);
		const card = view(incident, explained(incident, turnSilent(true)));
		expect(card?.agent).toBe('Your network blocks Call audio (TURN). Calls will fail. Send the details to IT.');
		expect(card?.it).toMatch(
			/^2026-11-21T00:00:00Z no media path.*\nCall audio \(TURN\): no answer on UDP 3478\.\nAllow UDP 3478/,
		);
		expect(card?.meanwhile).toHaveLength(3);
	});

	it('accuses nobody and asks to be set up where nothing could be checked', () => {
		const incident = incidentOf(ice);
		const explanation = explain({ incident, suspects: ['connect.media.turn'], sockets: [], done: true });
		const card = cardView({ incident, explanation, call: 'idle', isSetUp: false });
		expect(card).toMatchObject({ phase: 'not-network', title: 'Not checked', entries: [], rules: [] });
	});

	it('gives IT what to add, and the card the same without its alternatives', () => {
		const incident = incidentOf(ice);
		const card = view(incident, explained(incident, turnSilent(true)));
		expect(card?.rules).toEqual(['Allow UDP 3478 outbound to TurnNlb-*.elb.us-east-1.amazonaws.com']);
		expect(card?.it).toContain('each published host');
		const cors: Hint = { source: 'request', kind: 'salesforce-cors', origins: ['https://app.us-west-2.ingenius.com'] };
		expect(view(incidentOf(cors), explained(incidentOf(cors), good))).toMatchObject({
			it: expect.stringContaining('Add https://app.us-west-2.ingenius.com'),
			rules: ['Add https://app.us-west-2.ingenius.com'],
		});
	});

	it('never advises to reload, sign out, close or change the network during a connected call', () => {
		for (const kind of INCIDENT_KINDS) {
			const incident = incidentOf({ source: 'streams', kind });
			const card = view(incident, explained(incident, turnSilent(true)), 'connected');
			const { title = '', agent = '', meanwhile = [] } = card ?? {};
			expect([title, agent, ...meanwhile].join(' ')).not.toMatch(
				/reload|refresh|sign out|log out|close|hotspot|VPN\./i,
			);
		}
	});

	it('shows no address and no proxy', () => {
		const bad: Outcome[] = [
			{ kind: 'failed', code: 'proxy-denied', ip: '10.1.2.3', viaProxy: true },
			{ kind: 'failed', code: 'unknown', text: 'proxy.acme.internal 10.1.2.3', ip: '10.1.2.3' },
			{ kind: 'failed', code: 'tls-untrusted', ip: '10.1.2.3' },
			{
				kind: 'answered',
				proof: 'http',
				status: 403,
				ip: '10.1.2.3',
				headers: { server: 'Zscaler/6.2', via: 'proxy.acme.internal' },
			},
		];
		fc.assert(
			fc.property(fc.constantFrom(...bad), fc.constantFrom(...INCIDENT_KINDS), (outcome, kind) => {
				const incident = incidentOf({ source: 'streams', kind });
				const shut = (target: Target) => (target.entries.includes('connect.participant') ? good(target) : outcome);
				const text = JSON.stringify(view(incident, explained(incident, shut)) ?? '');
				expect(text).not.toMatch(/10\.1\.2\.3|proxy\.acme|Zscaler/);
			}),
		);
	});
});
