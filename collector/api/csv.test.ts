import { expect, it } from 'vitest';
import { csvOf } from './csv.ts';

it('quotes, joins lists and starts with a byte order mark', () => {
	expect(csvOf([{ site: 'a,"b"', rules: ['x', 'y'], n: -3 }])).toBe('\ufeffsite,rules,n\r\n"a,""b""",x; y,-3\r\n');
	expect(csvOf([])).toBe('\ufeff\r\n');
});

it.each(['=HYPERLINK("x")', '+1+1', '-cmd', '@SUM(A1)', '\t=1'])('makes no formula of %j', (cell) => {
	expect(csvOf([{ cell }]).split('\r\n')[1]?.replace(/^"/, '')).toMatch(/^'/);
});
