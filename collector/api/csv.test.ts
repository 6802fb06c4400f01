import { expect, it } from 'vitest';
import { csvOf } from './csv.ts';

it('quotes, joins lists, starts with a byte order mark, and has its header without rows too', () => {
	const columns = ['site', 'rules', 'n'];
	const rows = [{ site: 'a,"b"', rules: ['x', 'y'], n: -3 }];
	expect(csvOf(columns, rows)).toBe('\ufeffsite,rules,n\r\n"a,""b""",x; y,-3\r\n');
	expect(csvOf(columns, [])).toBe('\ufeffsite,rules,n\r\n');
});

it.each(['=HYPERLINK("x")', '+1+1', '-cmd', '@SUM(A1)', '\t=1'])('makes no formula of %j', (cell) => {
	expect(csvOf(['cell'], [{ cell }]).split('\r\n')[1]?.replace(/^"/, '')).toMatch(/^'/);
});
