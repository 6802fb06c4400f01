import { expect, it } from 'vitest';
import { nameOf, type Token } from './tokens.ts';

const lisbon: Token = { id: 'a', site: 'Lisbon', createdAt: 0 };

it('names a token by its site, and one that ends by its end too', () => {
	const ends = { ...lisbon, id: 'b', expiresAt: Date.UTC(2026, 10, 28, 12) };
	expect(nameOf(lisbon, [ends, lisbon])).toBe('Lisbon');
	expect(nameOf(ends, [ends, lisbon])).toMatch(/^Lisbon, ends .*28/);
	expect(nameOf({ ...lisbon, site: '' }, [])).toBe('any site');
});

it('tells two of one site apart, though made in one second', () => {
	const tokens = [lisbon, { ...lisbon, id: 'b' }];
	expect(new Set(tokens.map((token) => nameOf(token, tokens))).size).toBe(2);
});
