import { expect, it } from 'vitest';
import { ageText, durationText } from './age.ts';

it.each([
	[-5000, 'just now'],
	[0, 'just now'],
	[9_999, 'just now'],
	[59_999, '59 seconds ago'],
	[60_000, '1 minute ago'],
	[7_199_000, '1 hour ago'],
	[3 * 86_400_000, '3 days ago'],
])('says that %d ms is %s', (ms, text) => {
	expect(ageText(ms)).toBe(text);
});

it('writes durations in the unit that suits them', () => {
	expect([85.4, 999, 4020].map(durationText)).toEqual(['85 ms', '999 ms', '4.0 s']);
});
