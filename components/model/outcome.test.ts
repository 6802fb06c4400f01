import { expect, it } from 'vitest';
import * as reports from '../../tests/fixtures/reports/index.ts';
import { textForIt } from './it-text.ts';
import { dateUtc, fileName, outcomeText, timeUtc } from './outcome.ts';

it('writes outcomes so that an administrator can look for them', () => {
	expect(outcomeText({ kind: 'answered', proof: 'http', status: 403, ip: '203.0.113.20' })).toBe(
		'answered, HTTP 403, at 203.0.113.20',
	);
	expect(outcomeText({ kind: 'failed', code: 'proxy-denied', viaProxy: true })).toBe(
		'the proxy denies it (proxy-denied), through the proxy',
	);
	expect(outcomeText({ kind: 'silent', code: 'turn-unanswered', final: false })).toBe(
		'silent so far (turn-unanswered)',
	);
});

it('writes times in UTC', () => {
	expect(timeUtc(Date.parse('2026-11-21T09:14:07.120Z'))).toBe('09:14:07.120');
	expect(dateUtc('2026-11-21T09:14:07.000Z')).toBe('2026-11-21 09:14:07 UTC');
	expect(fileName(reports.allGood)).toBe('linecheck-2026-11-21T09-14-07Z.json');
});

it('puts the rule, the commands, the time and the run into the text for IT', () => {
	const text = textForIt(reports.oneBlocked, reports.oneBlocked.findings);
	expect(text).toContain('Allow UDP 3478 outbound to TurnNlb-*.elb.us-east-1.amazonaws.com');
	expect(text).toContain('nslookup turnnlb-');
	expect(text).toContain('2026-11-21T09:14:07');
	expect(text).toContain(reports.oneBlocked.runId);
});
