import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLab, type Lab } from '../lab.ts';
import { look } from '../testing/look.ts';
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

test('a clean network answers as the services do', async () => {
	await lab.reset();
	const [service, instance, unrelated] = await Promise.all([
		at.get(participant),
		at.get(`https://${INSTANCE}/ccp-v2`),
		at.get(control),
	]);
	expect(service).toMatchObject({ status: 403, headers: { 'x-amzn-requestid': expect.any(String) } });
	expect(instance.headers?.location).toContain('signin.aws.amazon.com');
	expect(instance.status).toBe(302);
	expect(unrelated.headers).not.toHaveProperty('x-amzn-requestid');
	expect(await at.stun(TURN)).toMatchObject({ status: 200 });
});

test('an unknown name does not exist, in capitals neither; a known one does in both', async () => {
	await lab.reset();
	expect(await at.lookup('nobody.my.connect.aws')).toEqual({ error: 'ENOTFOUND' });
	expect(await at.lookup('NoBody.My.Connect.AWS')).toEqual({ error: 'ENOTFOUND' });
	expect(await at.lookup(PARTICIPANT.toUpperCase())).toEqual(await at.lookup(PARTICIPANT));
});

test('the transport host refuses a web socket without a token', async () => {
	await lab.reset();
	expect(await at.get('https://x7.transport.connect.us-east-1.amazonaws.com/', true)).toMatchObject({ status: 403 });
});

test('ip-ranges.json lists the addresses of the lab', async () => {
	await lab.reset();
	const answer = await at.get('https://ip-ranges.amazonaws.com/ip-ranges.json');
	expect(answer.body).toContain('"ip_prefix":"198.51.100.128/25","region":"us-east-1","service":"AMAZON_CONNECT"');
});

test('tcp-drop: silence, also for capitals in the pattern, and nothing else', async () => {
	await lab.apply([{ fault: 'tcp-drop', host: 'Participant.*', port: 443 }]);
	expect(await at.get(participant)).toEqual({ error: 'silent' });
	expect(await at.get(control)).toMatchObject({ status: 200 });
});

test('tcp-reject: refused; tcp-reset: reset after the first data', async () => {
	await lab.apply([{ fault: 'tcp-reject', host: PARTICIPANT }]);
	expect(await at.get(participant)).toEqual({ error: 'ECONNREFUSED' });
	await lab.apply([{ fault: 'tcp-reset', host: PARTICIPANT }]);
	expect(await at.get(participant)).toEqual({ error: 'ECONNRESET' });
});

test('udp-drop: TURN is silent, HTTPS is not; udp-reject: refused by ICMP', async () => {
	await lab.apply([{ fault: 'udp-drop', host: 'TurnNlb-*.elb.us-east-1.amazonaws.com', port: 3478 }]);
	expect(await at.stun(TURN)).toEqual({ error: 'silent' });
	expect(await at.get(participant)).toMatchObject({ status: 403 });
	await lab.apply([{ fault: 'udp-reject', host: TURN }]);
	expect(await at.stun(TURN)).toEqual({ error: 'ECONNREFUSED' });
});

test('names: no such name, no answer, another address', async () => {
	await lab.apply([{ fault: 'dns-nxdomain', host: 'participant.*' }]);
	expect(await at.lookup(PARTICIPANT)).toEqual({ error: 'ENOTFOUND' });
	await lab.apply([{ fault: 'dns-timeout', host: 'participant.*' }]);
	expect(await at.lookup(PARTICIPANT)).toMatchObject({ error: expect.stringMatching(/silent|ETIMEOUT/) });
	expect(await at.lookup(INSTANCE)).toHaveProperty('addresses');
	await lab.apply([{ fault: 'dns-sinkhole', host: PARTICIPANT, address: '203.0.113.200' }]);
	expect(await at.lookup(PARTICIPANT)).toEqual({ addresses: ['203.0.113.200'] });
});

test('default-deny: the allowlist alone is let through, DNS stays open', async () => {
	await lab.apply([{ fault: 'default-deny' }]);
	expect(await at.get(participant)).toMatchObject({ status: 403 });
	expect(await at.stun(TURN)).toMatchObject({ status: 200 });
	expect(await at.get(control)).toEqual({ error: 'silent' });
	expect(await at.lookup(CONTROL)).toHaveProperty('addresses');
});

test('default-deny: exactly the missing entry is dropped', async () => {
	await lab.apply([{ fault: 'default-deny', missing: ['connect.media.turn'] }]);
	expect(await at.stun(TURN)).toEqual({ error: 'silent' });
	expect(await at.get(participant)).toMatchObject({ status: 403 });
});

test('faults stand together, and none of them outlives a reset', async () => {
	await lab.apply([
		{ fault: 'tcp-drop', host: PARTICIPANT },
		{ fault: 'dns-nxdomain', host: INSTANCE },
	]);
	expect(await at.get(participant)).toEqual({ error: 'silent' });
	expect(await at.get(`https://${INSTANCE}/`)).toEqual({ error: 'ENOTFOUND' });
	await lab.reset();
	expect(await at.get(participant)).toMatchObject({ status: 403 });
	expect(await at.get(`https://${INSTANCE}/`)).toMatchObject({ status: 302 });
});

test('an explicit proxy is the only way out', async () => {
	await lab.apply([{ fault: 'proxy' }]);
	expect(await at.get(participant)).toEqual({ error: 'silent' });
	expect(await at.lookup('proxy.office.example')).toEqual({ addresses: ['10.77.0.1'] });
	expect(await at.stun(TURN)).toMatchObject({ status: 200 });
});

test('the proxy denies a host, wants a sign-in, or is dead', async () => {
	await lab.apply([{ fault: 'proxy-deny', host: 'Participant.*' }]);
	expect(await at.tunnel(`${PARTICIPANT}:443`)).toEqual({ status: 403 });
	expect(await at.tunnel(`${INSTANCE}:443`)).toEqual({ status: 200 });
	await lab.apply([{ fault: 'proxy-auth' }]);
	expect(await at.tunnel(`${INSTANCE}:443`)).toEqual({ status: 407 });
	await lab.apply([{ fault: 'proxy-dead' }]);
	expect(await at.tunnel(`${INSTANCE}:443`)).toEqual({ error: 'ECONNREFUSED' });
});

test('behind a proxy, the firewall’s faults hold as well', async () => {
	await lab.apply([{ fault: 'proxy' }, { fault: 'tcp-reject', host: PARTICIPANT }]);
	expect(await at.tunnel(`${PARTICIPANT}:443`)).toEqual({ status: 503 });
	expect(await at.tunnel(`${INSTANCE}:443`)).toEqual({ status: 200 });
});
