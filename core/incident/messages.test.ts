import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMessage } from './messages.ts';

const TURN = 'turn:turnnlb-d76454ac48d20c1e.elb.us-east-1.amazonaws.com.:3478?transport=udp';
const TURN_ID = 'turn:turnnlb-d76454ac48d20c1e.elb.us-east-1.amazonaws.com:3478?transport=udp';
const hint = (kind: string, urls?: string[]) => ({
	what: 'hint',
	hint: { source: 'streams', kind, ...(urls && { urls }) },
});
const error = (errorType: unknown, endPointUrl: unknown = '') =>
	readMessage({ event: 'agent::softphone_error', data: { errorType, errorMessage: 'x', endPointUrl } });
const metric = (name: string, data?: unknown) =>
	readMessage({ event: 'client_metric', data: { name, contactId: 'c', data } });

describe('readMessage', () => {
	it('reads the softphone error with its TURN servers', () => {
		expect(error('ice_collection_timeout', `\n${TURN}\n`)).toEqual(hint('ice-collection-timeout', [TURN_ID]));
	});

	it('keeps scheme, host and port of a signalling address, not its tokens', () => {
		const uri = 'wss://x7.transport.connect.us-east-1.amazonaws.com/path/token?X-Amz-Signature=secret';
		const expected = hint('signalling-connection', ['wss://x7.transport.connect.us-east-1.amazonaws.com:443/']);
		expect(error('signalling_connection_failure', uri)).toEqual(expected);
	});

	it.each([
		['microphone_not_shared', 'microphone'],
		['user_busy_error', 'user-busy'],
		['webrtc_error', 'webrtc'],
		['vdi_redir_not_supported', 'vdi'],
		['multiple_softphone_active_sessions', 'other-ccp'],
	])('calls %s %s', (type, kind) => expect(error(type)).toEqual(hint(kind)));

	it('knows no other error type', () => {
		for (const type of ['__proto__', 'constructor', 'nonsense', 7, null]) expect(error(type)).toBeUndefined();
	});

	it('tells a failure with a reason from a caller who hung up', () => {
		expect(metric('Softphone Session Failed', { failedReason: 'Ice Collection Timeout' })).toEqual(
			hint('ice-collection-timeout'),
		);
		expect(metric('Softphone Session Failed', {})).toEqual(hint('caller-left'));
		expect(metric('Softphone Session Failed')).toEqual(hint('caller-left'));
	});

	it('hears a denied microphone, and no other check', () => {
		const check = (connectivityCheckType: string, status: string) =>
			metric('ConnectivityCheckResult', { connectivityCheckType, status });
		expect(check('MicrophonePermission', 'denied')).toEqual(hint('microphone'));
		expect(check('MicrophonePermission', 'granted')).toBeUndefined();
		expect(check('Other', 'denied')).toBeUndefined();
	});

	it('reads a session report into times, losses and the failure', () => {
		const report = {
			iceCollectionTimeMillis: 8001,
			iceCollectionFailure: true,
			gumTimeMillis: 12,
			iceConnectionsLost: 0,
		};
		expect(readMessage({ event: 'softphone_report', data: { contactId: 'c', report } })).toEqual({
			what: 'report',
			call: { failure: 'ice-collection-timeout', setUpMs: { ice: 8001, microphone: 12 }, losses: 0 },
		});
	});

	it('reads an API metric only when it failed', () => {
		expect(readMessage({ event: 'api_metric', data: { name: 'getAgentSnapshot', time: 3, error: 1 } })).toEqual(
			hint('api'),
		);
		expect(readMessage({ event: 'api_metric', data: { name: 'getAgentSnapshot', time: 3, error: 0 } })).toBeUndefined();
	});
});

describe('agent::update', () => {
	const config = {
		signalingEndpoint: 'wss://s.example/',
		iceServers: [{ urls: [TURN], username: 'user-7f3a', credential: 'credential-91bc' }],
	};
	const update = (state: string, contact: object = {}) =>
		readMessage({
			event: 'agent::update',
			data: {
				snapshot: {
					state: { name: state },
					contacts: [
						{
							contactId: 'c-1',
							state: { type: 'connecting' },
							connections: [{ type: 'agent', softphoneMediaInfo: { callConfigJson: JSON.stringify(config) } }],
							...contact,
						},
					],
				},
			},
		});

	it('gives phase and servers, and credentials only to who opens them', () => {
		const heard = update('Available');
		if (heard?.what !== 'agent') throw new Error('not heard');
		expect(heard.agent).toMatchObject({ phase: 'connecting', leg: 'call', config: { urls: [TURN_ID] } });
		expect(heard.agent.config?.access.open()).toEqual(config.iceServers);
	});

	it('cannot be stored, sent or printed with the credentials', () => {
		const heard = update('Available');
		expect(() => structuredClone(heard)).toThrow();
		expect(JSON.stringify(heard)).not.toMatch(/user-7f3a|credential-91bc/);
	});

	it('reads a state that tells of a failed call, and no other', () => {
		expect(update('FailedConnectCustomer')).toMatchObject({ agent: { failure: 'caller-left' } });
		for (const state of ['Available', 'MissedCallAgent', 'constructor']) {
			expect(update(state)).not.toHaveProperty('agent.failure');
		}
	});

	it('tells transfers and conferences apart', () => {
		expect(update('Available', { initialContactId: 'c-0' })).toMatchObject({ agent: { leg: 'transfer' } });
		const info = { softphoneMediaInfo: { callConfigJson: JSON.stringify(config) } };
		const third = { type: 'outbound', initial: false, state: { type: 'connected' } };
		expect(update('Busy', { connections: [{ type: 'agent', ...info }, third] })).toMatchObject({
			agent: { leg: 'conference' },
		});
	});

	it('ignores malformed and huge configurations', () => {
		for (const json of ['{', '[]', '{"iceServers":[{"urls":["https://x"]}]}', 'x'.repeat(30_000)]) {
			const connections = [{ type: 'agent', softphoneMediaInfo: { callConfigJson: json } }];
			expect(update('Available', { connections })).not.toHaveProperty('agent.config');
		}
	});
});

describe('whatever a page posts', () => {
	const events = [
		'agent::softphone_error',
		'client_metric',
		'softphone_report',
		'agent::update',
		'api_metric',
		'acknowledge',
		'webSocket::init_failure',
	];

	it('never throws, and says nothing but its own words', () => {
		const message = fc.record({ event: fc.oneof(fc.constantFrom(...events), fc.string()), data: fc.anything() });
		fc.assert(
			fc.property(fc.oneof(message, fc.anything({ withNullPrototype: true })), (data) => {
				const heard = readMessage(data);
				if (heard !== undefined) expect(['hint', 'report', 'agent', 'phase', 'acknowledge']).toContain(heard.what);
			}),
			{ numRuns: 2000 },
		);
	});

	it('carries no text of the message into a hint', () => {
		const secret = fc.stringMatching(/^[a-z]{12,20}$/);
		fc.assert(
			fc.property(secret, fc.constantFrom(...events), (word, event) => {
				const data = {
					name: word,
					errorType: word,
					errorMessage: word,
					endPointUrl: `see ${word}`,
					contactId: word,
					report: { x: word },
				};
				expect(JSON.stringify(readMessage({ event, data }) ?? null)).not.toContain(word);
			}),
		);
	});
});
