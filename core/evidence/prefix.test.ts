import { expect, it } from 'vitest';
import { prefixOf } from './prefix.ts';

it('cuts addresses to the network', () => {
	expect(prefixOf('203.0.113.77')).toBe('203.0.113.0/24');
	expect(prefixOf('::ffff:203.0.113.77')).toBe('203.0.113.0/24');
	expect(prefixOf('2001:db8:1:2:3::4')).toBe('2001:db8:1::/48');
	expect(prefixOf('7e2f.local')).toBeUndefined();
});
