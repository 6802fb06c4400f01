import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLab, type Lab } from '../lab.ts';
import { look, type Seen } from '../testing/look.ts';
import { CONTROL, INSTANCE, PARTICIPANT, SITE, TURN } from '../testing/site.ts';

let lab: Lab;
let at: ReturnType<typeof look>;

beforeAll(async () => {
	lab = await createLab();
	at = look(lab);
	await lab.serve(SITE);
});
afterAll(() => lab.close());

const participant = `https://${PARTICIPANT}/`;
const control = `https://${CONTROL}/`;
const instance = (path: string) => `https://${INSTANCE}${path}`;
const transport = 'https://x7.transport.connect.us-east-1.amazonaws.com/';

test('tls-untrusted: a certificate that nobody trusts, for that host alone', async () => {
	await lab.apply([{ fault: 'tls-untrusted', host: PARTICIPANT }]);
	expect((await at.get(participant)).error).toMatch(/UNABLE_TO_VERIFY|SELF_SIGNED|UNABLE_TO_GET_ISSUER/);
	expect(await at.get(control)).toMatchObject({ status: 200 });
});

test('tls-inspection: the service answers under the company’s certificate', async () => {
	await lab.apply([{ fault: 'tls-inspection', host: '*' }]);
	const [service, unrelated] = [await at.get(participant), await at.get(control)];
	expect(service).toMatchObject({ status: 403, headers: { 'x-amzn-requestid': expect.any(String) } });
	expect([service.issuer, unrelated.issuer]).toEqual(['Office TLS Inspection', 'Office TLS Inspection']);
	await lab.reset();
	expect((await at.get(participant)).issuer).toBe('Linecheck Lab');
});

test('inspection carries a web socket, unless it strips it', async () => {
	await lab.apply([{ fault: 'tls-inspection', host: '*' }]);
	expect(await at.get(transport, true)).toMatchObject({ status: 403 });
	await lab.apply([{ fault: 'websocket-strip', host: '*.transport.connect.us-east-1.amazonaws.com' }]);
	expect(await at.get(transport, true)).toMatchObject({ status: 404 });
});

test('block-page: a page of the filter’s, with its mark or none', async () => {
	await lab.apply([{ fault: 'block-page', host: PARTICIPANT }]);
	expect(await at.get(participant)).toMatchObject({ status: 403, headers: { server: 'Zscaler/6.2' } });
	await lab.apply([{ fault: 'block-page', host: PARTICIPANT, status: 200, server: '' }]);
	const unmarked = await at.get(participant);
	expect(unmarked).toMatchObject({ status: 200, body: expect.stringContaining('blocked') });
	expect(unmarked.headers).not.toHaveProperty('server');
});

test('path-block: that path and what is below, no other', async () => {
	await lab.apply([{ fault: 'path-block', host: INSTANCE, path: '/api' }]);
	expect(await at.get(instance('/ccp-v2'))).toMatchObject({ status: 302 });
	expect(await at.get(instance('/api'))).toMatchObject({ status: 403, headers: { server: 'Zscaler/6.2' } });
	expect(await at.get(instance('/api/x?y=1'))).toMatchObject({ headers: { server: 'Zscaler/6.2' } });
	expect((await at.get(instance('/apis'))).headers).toHaveProperty('x-amzn-requestid');
});

test('captive-portal: HTTP goes to the sign-in page, HTTPS shows its certificate, nothing else passes', async () => {
	await lab.apply([{ fault: 'captive-portal' }]);
	const plain = await at.get('http://detectportal.firefox.com/canonical.html');
	expect(plain).toMatchObject({ status: 302, headers: { location: expect.stringContaining('portal.office.example') } });
	expect(await at.get(plain.headers?.location ?? '')).toMatchObject({ status: 200 });
	expect((await at.get(participant)).error).toMatch(/VERIFY|SELF_SIGNED|ISSUER/);
	expect(await at.stun(TURN)).toEqual({ error: 'silent' });
	await lab.reset();
	expect(await at.get('http://detectportal.firefox.com/success.txt')).toMatchObject({ status: 200, body: 'success\n' });
});

test('offline: the machine has no network; or the internet is dead behind it', async () => {
	await lab.apply([{ fault: 'offline' }]);
	expect((await at.stun(TURN)).error).toBe('ENETUNREACH');
	await lab.apply([{ fault: 'offline', where: 'internet' }]);
	expect(await at.stun(TURN)).toEqual({ error: 'silent' });
	expect((await at.lookup(PARTICIPANT)).error).toMatch(/silent|ETIMEOUT|ESERVFAIL|EREFUSED/);
	await lab.reset();
	expect(await at.stun(TURN)).toMatchObject({ status: 200 });
});

test('delay: the round trip takes that long, for UDP and for TCP', async () => {
	await lab.apply([{ fault: 'delay', ms: 100 }]);
	// The shortest of some: a busy machine answers late.
	const shortest = async (seen: () => Promise<Seen>) => {
		const tries = [await seen(), await seen(), await seen(), await seen()];
		return Math.min(...tries.map(({ elapsedMs = Number.NaN }) => elapsedMs));
	};
	const udp = await shortest(() => at.stun(TURN));
	expect(udp).toBeGreaterThan(99);
	expect(udp).toBeLessThan(130);
	// Name, TCP, TLS 1.3 and request: four round trips, or three where the resolver knows the name.
	const tcp = await shortest(() => at.get(participant));
	expect(tcp).toBeGreaterThan(297);
	expect(tcp).toBeLessThan(500);
});

test('loss: each direction loses its share', async () => {
	await lab.apply([{ fault: 'loss', percent: 30 }]);
	const { sent, received } = await at.many(TURN, 400);
	// Both ways pass with 0.7 × 0.7 = 49 percent; 400 tries stay within 12 points of it but once in a million.
	expect(received / sent).toBeGreaterThan(0.37);
	expect(received / sent).toBeLessThan(0.61);
	await lab.reset();
	expect(await at.many(TURN, 100)).toEqual({ sent: 100, received: 100 });
});
