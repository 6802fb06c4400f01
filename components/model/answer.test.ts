import { expect, it } from 'vitest';
import type { Report } from '../../core/report/types.ts';
import type { RunState } from '../../core/run-state.ts';
import * as reports from '../../tests/fixtures/reports/index.ts';
import { answerOf } from './answer.ts';
import { entryViews } from './entries.ts';
import { findingsForIt } from './findings.ts';

const progress = { done: 1, total: 2 };
const answer = (state: RunState) =>
	answerOf(state, 'report' in state ? entryViews(state.report, undefined, state.status === 'running') : []);
const done = (report: Report) => answer({ status: 'done', report });
const asked = (report: Report) => findingsForIt(report, entryViews(report, undefined, false)).map(({ cause }) => cause);

it('says yes, and how much could not be tested', () => {
	expect(done(reports.allGood)).toMatchObject({
		mark: 'open',
		title: 'You can take calls',
		note: '1 entry cannot be tested before you sign in.',
	});
	expect(asked(reports.allGood)).toEqual([]);
});

it('says no with the words of the one finding', () => {
	const [finding] = reports.oneBlocked.findings;
	expect(done(reports.oneBlocked)).toMatchObject({ title: 'Calls will fail here', todo: finding?.agent });
	expect(asked(reports.oneBlocked)).toEqual(['turn-unanswered']);
});

it('counts what is blocked where it is more than one thing', () => {
	expect(done(reports.manyBlocked).todo).toContain('blocks 7 entries');
	expect(asked(reports.manyBlocked)).not.toContain('offline');
});

it('still says yes where only chat and files are blocked, and what is lost', () => {
	const { title, todo } = done(reports.chatBlocked);
	expect(title).toBe('You can take calls');
	expect(todo).toContain('blocks chat and files');
});

it('suspects before it accuses', () => {
	expect(answer({ status: 'running', report: reports.started, progress, worker: 'w' }).title).toBe(
		'Checking this network…',
	);
	const suspicion = answer({ status: 'running', report: reports.suspected, progress, worker: 'w' });
	expect(suspicion).toMatchObject({ mark: 'suspected', title: 'Calls look blocked' });
});

it('accuses nobody offline and asks IT for nothing', () => {
	expect(done(reports.offline).title).toBe('You are offline');
	expect(asked(reports.offline)).toEqual([]);
});

it('names the one cause that keeps it from deciding, and has a text for IT about it', () => {
	expect(done(reports.proxyDown).title).toBe('Could not tell: the proxy is down');
	expect(asked(reports.proxyDown)).toEqual(['proxy-unreachable']);
});

it('could not tell where the evidence does not decide, where it failed and where it was stopped', () => {
	expect(done(reports.couldNotTell).title).toBe('Could not tell');
	expect(answer({ status: 'failed', error: 'no worker' })).toMatchObject({
		title: 'Could not tell',
		note: 'no worker',
	});
	const stopped = answer({ status: 'cancelled', report: reports.started });
	expect(stopped).toMatchObject({ title: 'Could not tell', note: 'The check was stopped before its end.' });
});
