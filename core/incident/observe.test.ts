import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KEPT_MS, keptHosts, learn, learnedHosts, type SeenHosts, suggestFrom } from './learn.ts';
import { observe, observedUrl } from './observe.ts';

describe('observe', () => {
	it('matches a request to its entry', () => {
		expect(observe('wss://x7.transport.connect.us-east-1.amazonaws.com/a/b?token=1')).toEqual({
			scheme: 'wss',
			host: 'x7.transport.connect.us-east-1.amazonaws.com',
			port: 443,
			entries: ['connect.transport'],
		});
	});

	it('keeps the path of the catalog and no other', () => {
		const seen = observe('https://acme.my.connect.aws/api/softphone/contact/0c3f?x=1#y');
		expect(seen).toMatchObject({ path: '/api', entries: expect.arrayContaining(['connect.instance.my-connect']) });
		expect(seen && observedUrl(seen)).toBe('https://acme.my.connect.aws/api');
	});

	it('sees nothing of what no entry covers', () => {
		for (const url of [
			'https://bank.example/account',
			'about:blank',
			'nonsense',
			'ftp://x.cloudfront.net/',
			'https://1.2.3.4/',
		]) {
			expect(observe(url)).toBeUndefined();
		}
	});

	it('never lets query, fragment, credentials, ids or paths out', () => {
		const secret = fc.stringMatching(/^[A-Za-z0-9]{16,40}$/).map((text) => `Q${text}Q`);
		const host = fc.constantFrom(
			'acme.my.connect.aws',
			'acme.awsapps.com',
			'x7.transport.connect.us-east-1.amazonaws.com',
			'd1.cloudfront.net',
			'participant.connect.us-east-1.amazonaws.com',
			'app.us-west-2.ingenius.com',
			'bucket.s3.us-east-1.amazonaws.com',
		);
		const start = fc.constantFrom('', 'api/', 'connect/api/', 'ccp-v2/', 'auth/authorize/');
		fc.assert(
			fc.property(host, start, secret, fc.constantFrom('https', 'wss', 'http'), (name, path, word, scheme) => {
				const url = `${scheme}://${word}:${word}@${name}/${path}${word}/contact/${word}?${word}=${word}#${word}`;
				const seen = observe(url);
				expect(JSON.stringify(seen ?? null)).not.toContain(word);
				expect(seen ? observedUrl(seen) : '').not.toContain(word);
			}),
			{ numRuns: 1000 },
		);
	});

	it('never throws', () => {
		const url = fc
			.tuple(fc.constantFrom('https:', 'wss:', 'blob:', 'data:', ''), fc.string())
			.map((parts) => parts.join('//'));
		fc.assert(fc.property(fc.oneof(fc.string(), url), (text) => void observe(text)));
	});
});

describe('learn', () => {
	const host = 'x7.transport.connect.us-east-1.amazonaws.com';
	const seen = { host, entries: ['connect.transport'] as const };

	const planned = (after: SeenHosts, before: SeenHosts = {}) => learnedHosts({}, before, after);

	it('learns hosts of wildcard entries only', () => {
		expect(planned(learn({}, seen, 5))).toEqual({ 'connect.transport': [host] });
		const single = { host: 'participant.connect.us-east-1.amazonaws.com', entries: ['connect.participant'] as const };
		expect(learn({}, single, 5)).toEqual({});
	});

	it('forgets what was not seen for three days, and nothing else', () => {
		const hosts = learn({}, seen, 0);
		const learned = { 'connect.transport': [host, 'other.transport.connect.us-east-1.amazonaws.com'] };
		expect(learnedHosts(learned, hosts, keptHosts(hosts, KEPT_MS))).toEqual(learned);
		expect(learnedHosts(learned, hosts, keptHosts(hosts, KEPT_MS + 1))).toEqual({
			'connect.transport': ['other.transport.connect.us-east-1.amazonaws.com'],
		});
	});

	it('writes nothing for a host seen a moment ago', () => {
		const hosts = learn({}, seen, 1000);
		expect(learn(hosts, seen, 2000)).toBe(hosts);
	});

	it('keeps the newest hosts of an entry', () => {
		let hosts = {};
		for (let i = 0; i < 20; i += 1)
			hosts = learn(hosts, { ...seen, host: `x${i}.transport.connect.us-east-1.amazonaws.com` }, i);
		expect(planned(hosts)['connect.transport']).toHaveLength(8);
		expect(planned(hosts)['connect.transport']).toContain('x19.transport.connect.us-east-1.amazonaws.com');
	});

	it.each([
		['acme.my.connect.aws', { alias: 'acme', domain: 'my.connect.aws' }],
		['acme.govcloud.connect.aws', { alias: 'acme', domain: 'govcloud.connect.aws', region: 'us-gov-west-1' }],
		['turnnlb-1.elb.eu-west-2.amazonaws.com', { region: 'eu-west-2' }],
		['x.transport.connect.ap-south-1.amazonaws.com', { region: 'ap-south-1' }],
		['app.eu-west-1.ingenius.com', { ingeniusRegion: 'eu-west-1' }],
		['x.transport.connect.us-gov-east-1.amazonaws.com', {}],
	])('suggests the profile from %s', (name, suggestion) => expect(suggestFrom(name)).toEqual(suggestion));
});
