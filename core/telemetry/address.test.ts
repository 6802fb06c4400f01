import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { networkPrefix } from './address.ts';

describe('networkPrefix', () => {
	it.each([
		['8.8.4.4', '8.8.4.0/24'],
		['8.8.4.0/24', '8.8.4.0/24'],
		['2a00:1450:4001:81b::200e', '2a00:1450:4001::/48'],
		['::ffff:8.8.4.4', '8.8.4.0/24'],
	])('cuts %s', (address, prefix) => expect(networkPrefix(address)).toBe(prefix));

	it.each([
		'10.1.2.3',
		'192.168.1.7',
		'172.16.0.9',
		'100.64.1.1',
		'169.254.3.4',
		'127.0.0.1',
		'fe80::1',
		'fd00::1',
		'::1',
		'4a1f.local',
		'',
		undefined,
	])('never sends the host candidate %s', (address) => expect(networkPrefix(address)).toBeUndefined());

	it('keeps no host part of any address', () => {
		fc.assert(
			fc.property(fc.ipV4(), (address) => {
				const prefix = networkPrefix(address);
				expect(prefix === undefined || prefix.endsWith('.0/24')).toBe(true);
			}),
		);
		fc.assert(
			fc.property(fc.ipV6(), (address) => {
				const prefix = networkPrefix(address);
				expect(prefix === undefined || /^[0-9a-f:]*::\/48$|\.0\/24$/.test(prefix)).toBe(true);
			}),
		);
	});
});
