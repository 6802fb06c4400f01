import { describe, expect, it } from 'vitest';
import type { BrowserName } from '../browsers/types.ts';
import { expectedOf } from './expect.ts';
import { PROFILES } from './profiles.ts';
import type { Network } from './types.ts';

/** What must come out for one of the agents, the first unless named. */
function expected(network: Network, browser: BrowserName = 'chromium', name = 'us-east-1') {
	const found = PROFILES.find((profile) => profile.name === name);
	if (found === undefined) throw new Error(name);
	return expectedOf({ plan: found.plan, network, browser });
}
const PARTICIPANT = 'participant.connect.us-east-1.amazonaws.com';
const OVERLAP = 'ca-central-1, one domain';

describe('expectedOf', () => {
	it('accuses nothing on a clean network, where every entry with a target gets through', () => {
		const { accused, through, untested, findings } = expected([]);
		expect(accused).toEqual({});
		expect(findings).toEqual([]);
		expect(untested).toEqual([]);
		expect(through).toContain('connect.media.turn');
	});

	it('calls an entry without a target, or without permission, untested', () => {
		const { untested } = expected([], 'firefox', OVERLAP);
		expect(untested).toEqual(['connect.transport', 'connect.cloudfront', 'connect.static', 'ingenius.gateway']);
	});

	it.each([
		['tcp-drop', ['tcp-timeout'], ['tcp-timeout']],
		['tcp-reject', ['tcp-refused'], ['tcp-refused']],
		['tcp-reset', ['tcp-reset'], ['tcp-reset']],
		['dns-nxdomain', ['dns-not-resolved'], ['dns-not-resolved']],
		['dns-timeout', ['dns-timeout', 'tcp-timeout'], ['dns-timeout']],
		['proxy-deny', ['proxy-denied'], ['proxy-denied']],
		['tls-untrusted', ['tls-untrusted'], ['tls-untrusted']],
		['block-page', ['block-page'], ['block-page']],
	] as const)('%s: its causes in both browsers', (fault, chromium, firefox) => {
		const network = [{ fault, host: PARTICIPANT }];
		expect(expected(network, 'chromium').accused).toEqual({ 'connect.participant': chromium });
		expect(expected(network, 'firefox').accused).toEqual({ 'connect.participant': firefox });
	});

	it('expects nothing accused where a browser cannot see', () => {
		const network = [{ fault: 'tls-inspection', host: PARTICIPANT }];
		expect(expected(network, 'firefox').accused).toEqual({ 'connect.participant': ['tls-inspected'] });
		expect(expected(network, 'chromium')).toMatchObject({ accused: {}, unseen: ['inspection with a trusted root'] });
	});

	it('accuses nobody for a web socket, an upgraded port or a name that was never seen', () => {
		expect(expected([{ fault: 'websocket-strip', host: '*.transport.*' }]).accused).toEqual({});
		expect(expected([{ fault: 'tcp-drop', host: 'cdnjs.cloudflare.com', port: 80 }]).accused).toEqual({});
		const unseen = expected([{ fault: 'dns-nxdomain', host: '*.telemetry.*' }], 'chromium', 'ca-central-1');
		expect(unseen).toMatchObject({ accused: {}, untested: ['connect.telemetry'] });
	});

	it('expects both entries of a shared pattern', () => {
		const shared = ['connect.cloudfront', 'connect.cloudfront.non-saml'];
		for (const missing of shared) {
			const { accused } = expected([{ fault: 'default-deny', missing: [missing] }], 'chromium', 'ca-central-1');
			expect(Object.keys(accused)).toEqual(shared);
		}
	});

	it('does not miss an entry whose host another pattern allows', () => {
		for (const missing of ['connect.instance.my-connect', 'connect.static.ca-central-1'])
			expect(expected([{ fault: 'default-deny', missing: [missing] }], 'firefox', OVERLAP).accused).toEqual({});
	});

	it('counts one TURN host of several, but not one host of another entry', () => {
		const one = expected([{ fault: 'udp-drop', host: 'turnnlb-d76454ac48d20c1e.*' }]);
		expect(one.accused).toEqual({ 'connect.media.turn': ['turn-unanswered'] });
		expect(expected([{ fault: 'tcp-drop', host: 'dd401jc05x2yk.cloudfront.net' }]).accused).toEqual({});
	});

	it('reports an unconfirmed TURN host, and accuses nobody for it', () => {
		const { accused, findings } = expected([{ fault: 'udp-drop', host: 'turnnlb-d40f7ff9cdd63758.*' }]);
		expect(accused).toEqual({});
		expect(findings).toEqual([['turn-unconfirmed']]);
	});
});

describe('faults that stand together', () => {
	it('lets the first on the way speak', () => {
		const both = expected([
			{ fault: 'block-page', host: PARTICIPANT },
			{ fault: 'dns-nxdomain', host: PARTICIPANT },
		]);
		expect(both.accused).toEqual({ 'connect.participant': ['dns-not-resolved'] });
	});

	it('is the union where they concern different entries', () => {
		const both = expected([
			{ fault: 'tcp-reject', host: PARTICIPANT },
			{ fault: 'udp-drop', host: 'turnnlb-*' },
		]);
		expect(both.accused).toEqual({
			'connect.media.turn': ['turn-unanswered'],
			'connect.participant': ['tcp-refused'],
		});
	});

	it('hides everything behind a dead proxy or a dead line', () => {
		for (const fault of ['proxy-dead', 'offline', 'captive-portal']) {
			const { accused, findings, masked } = expected([{ fault }, { fault: 'tcp-drop', host: PARTICIPANT }]);
			expect(accused).toEqual({});
			expect(findings).toHaveLength(1);
			expect(masked).toBe(true);
		}
	});

	it('has the proxy ask for names and refuse in its own words', () => {
		const { accused } = expected([{ fault: 'proxy' }, { fault: 'dns-nxdomain', host: PARTICIPANT }]);
		expect(accused).toEqual({ 'connect.participant': ['proxy-denied'] });
	});

	it('names one cause where nothing of the web gets through, the gateway on the premises aside', () => {
		expect(expected([{ fault: 'tcp-drop', host: '*' }]).findings).toEqual([['https-silent.all']]);
		expect(expected([{ fault: 'tls-untrusted', host: '*' }]).findings).toEqual([['tls-untrusted.all']]);
		expect(expected([{ fault: 'dns-nxdomain', host: '*' }]).findings).toEqual([['dns.all']]);
	});
});
