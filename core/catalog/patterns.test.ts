import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyHost } from '../testing/hosts.ts';
import { expand, matchesPattern, normalHost, parsePattern } from './patterns.ts';

describe('matchesPattern', () => {
	it.each([
		['*.transport.connect.us-east-1.amazonaws.com', 'x7.transport.connect.us-east-1.amazonaws.com', true],
		['*.transport.connect.us-east-1.amazonaws.com', 'a.b.transport.connect.us-east-1.amazonaws.com', true],
		['*.transport.connect.us-east-1.amazonaws.com', 'transport.connect.us-east-1.amazonaws.com', false],
		['*.transport.connect.us-east-1.amazonaws.com', 'x7.transport.connect.us-west-2.amazonaws.com', false],
		['TurnNlb-*.elb.us-east-1.amazonaws.com', 'TURNNLB-D764.elb.us-east-1.amazonaws.com.', true],
		['TurnNlb-*.elb.us-east-1.amazonaws.com', 'turnnlb-.elb.us-east-1.amazonaws.com', false],
		['rtc*.connect-telecom.us-east-1.amazonaws.com', 'rtc2.connect-telecom.us-east-1.amazonaws.com', true],
		['rtc*.connect-telecom.us-east-1.amazonaws.com', 'rtc.connect-telecom.us-east-1.amazonaws.com', false],
		['*.cloudfront.net', 'evilcloudfront.net', false],
		['*.cloudfront.net', 'd1.cloudfront.net.evil.example', false],
		['*.chime.aws', 'a.chimexaws', false],
		['99.77.128.0/18', '99.77.130.1', true],
		['99.77.128.0/18', '99.78.0.1', false],
		['99.77.128.0/18', '::ffff:99.77.130.1', true],
		['99.77.128.0/18', 'host.chime.aws', false],
		['2600:f0f2:7100::/40', '[2600:f0f2:7101::1]', true],
	])('%s and %s: %s', (pattern, host, expected) => {
		expect(matchesPattern(pattern, host)).toBe(expected);
	});

	it.each([
		['acme.my.connect.aws/api', '/api', true],
		['acme.my.connect.aws/api', '/api/softphone', true],
		['acme.my.connect.aws/api', '/apis', false],
		['acme.my.connect.aws/api', '/', false],
		['s3.example/bucket/', '/bucket/file.js', true],
	])('%s and path %s: %s', (pattern, path, expected) => {
		expect(matchesPattern(pattern, pattern.split('/')[0] ?? '', path)).toBe(expected);
	});

	it('never lets a host through that does not end as the pattern does', () => {
		fc.assert(
			fc.property(anyHost, (host) => {
				const matches = matchesPattern('*.telemetry.connect.us-east-1.amazonaws.com', host);
				expect(matches).toBe(host.endsWith('.telemetry.connect.us-east-1.amazonaws.com'));
			}),
		);
	});

	it('reads the star as one or more characters, wherever it stands', () => {
		const part = fc.stringMatching(/^[a-z0-9.-]{1,30}$/);
		fc.assert(
			fc.property(part, (middle) => {
				expect(
					matchesPattern('TurnNlb-*.elb.us-east-1.amazonaws.com', `turnnlb-${middle}.elb.us-east-1.amazonaws.com`),
				).toBe(true);
			}),
		);
	});
});

describe('parsePattern', () => {
	it('tells ranges from paths', () => {
		expect(parsePattern('99.77.128.0/18')).toEqual({ kind: 'cidr', cidr: '99.77.128.0/18' });
		expect(parsePattern('Acme.my.connect.aws/ccp-v2')).toEqual({
			kind: 'host',
			host: 'acme.my.connect.aws',
			path: '/ccp-v2',
		});
	});
});

describe('expand', () => {
	it('fills every placeholder or gives nothing', () => {
		expect(expand('{bucket}.s3.{region}.amazonaws.com', { bucket: 'b', region: 'r' })).toBe('b.s3.r.amazonaws.com');
		expect(expand('{bucket}.s3.{region}.amazonaws.com', { region: 'r', bucket: undefined })).toBeUndefined();
	});
});

describe('normalHost', () => {
	it('drops case and the trailing dot, and is done after once', () => {
		fc.assert(
			fc.property(anyHost, (host) => {
				expect(normalHost(`${host.toUpperCase()}.`)).toBe(normalHost(host));
				expect(normalHost(normalHost(host))).toBe(normalHost(host));
			}),
		);
	});
});
