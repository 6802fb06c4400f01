import { expect, it } from 'vitest';
import { csvOf } from './csv.ts';

it('quotes, joins lists, starts with a byte order mark, and has its header without rows too', () => {
	const columns = ['site', 'rules', 'n'];
	const rows = [{ site: 'a,"b"', rules: ['x', 'y'], n: -3 }];
	expect(csvOf(columns, rows)).toBe('\ufeffsite,rules,n\r\n"a,""b""","x; y",-3\r\n');
	expect(csvOf(columns, [])).toBe('\ufeffsite,rules,n\r\n');
});

it.each(['=HYPERLINK("x")', '+1+1', '-cmd', '@SUM(A1)', '\t=1', ' =1', ';=1'])('makes no formula of %j', (cell) => {
	expect(csvOf(['cell'], [{ cell }]).split('\r\n')[1]?.replace(/^"/, '')).toMatch(/^[ ;]?'/);
});

it.each(['a;=1+1', 'a; =1+1', 'a\t@SUM(A1)', 'a\n-cmd'])('no formula where a semicolon locale splits %j', (cell) => {
	expect(csvOf(['cell'], [{ cell }])).toMatch(/^\ufeffcell\r\n"a[;\t\n] ?'[=@-][^"]*"\r\n$/);
});

it('keeps a negative number', () => expect(csvOf(['n'], [{ n: -3 }])).toContain('\r\n-3\r\n'));

it('writes times as ISO 8601 in UTC, and nothing for one that is not known', () => {
	const rows = [{ at: 1_788_307_200, heard: 0, since: 1, ms: 2 }];
	expect(csvOf(['at', 'heard', 'since', 'ms'], rows)).toBe(
		'\ufeffat,heard,since,ms\r\n2026-09-02T00:00:00Z,,1970-01-01T00:00:01Z,2\r\n',
	);
});
