import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { turnUrlsIn } from './turn-urls.ts';

const HOST = 'turnnlb-d76454ac48d20c1e.elb.us-east-1.amazonaws.com';
const ID = `turn:${HOST}:3478?transport=udp`;

describe('turnUrlsIn', () => {
	it.each([
		[
			'English',
			`Browser unable to establish media channel with turn:TurnNlb-d76454ac48d20c1e.elb.us-east-1.amazonaws.com:3478?transport=udp`,
		],
		['Japanese', `ブラウザはturn:${HOST}:3478?transport=udpとメディアチャネルを確立できません。`],
		['German', `Der Browser kann keinen Medienkanal mit „turn:${HOST}:3478?transport=udp“ herstellen.`],
		['Arabic', `\u200fيتعذر على المتصفح إنشاء قناة وسائط باستخدام \u200eturn:${HOST}:3478?transport=udp\u200f.`],
		['Korean', `브라우저가 turn:${HOST}:3478?transport=udp에 연결할 수 없습니다`],
		['a trailing dot', `turn:${HOST}.:3478?transport=udp`],
		['no port', `(turn:${HOST})`],
		['the end of a sentence', `… turn:${HOST}:3478.`],
	])('finds it in %s', (_, text) => expect(turnUrlsIn(text)).toEqual([ID]));

	it('gives each once, of several lines', () => {
		expect(
			turnUrlsIn(`\nturn:a.example:3478?transport=udp\nturn:b.example:3478?transport=udp\nturn:A.example:3478`),
		).toEqual(['turn:a.example:3478?transport=udp', 'turn:b.example:3478?transport=udp']);
	});

	it('takes nothing else for one', () => {
		for (const text of [
			'return: now',
			'turn:left',
			'turn: a.example',
			'turns:a.example:443',
			'turn:a.example:99999',
			'',
		]) {
			expect(turnUrlsIn(text)).toEqual([]);
		}
	});

	it('finds it wherever it stands, and never throws', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
				expect(turnUrlsIn(`${before} turn:${HOST}:3478?transport=udp ${after}`)).toContain(ID);
			}),
		);
	});
});
