import { expect, it } from 'vitest';
import { ENTRY_IDS, FAILURE_CODES } from '../../core/ids.ts';
import { CAUSE_WORDS } from '../../core/report/causes.ts';
import { PLAN } from '../../tests/fixtures/reports/build.ts';
import * as reports from '../../tests/fixtures/reports/index.ts';
import { entryViews } from './entries.ts';
import { groupViews } from './groups.ts';
import { pathText, pathView } from './path.ts';

const views = (report = reports.oneBlocked) => entryViews(report, PLAN, false);
const path = (report = reports.oneBlocked) => pathView(report, views(report), false);

it('has words for every cause', () => {
	expect(Object.keys(CAUSE_WORDS).toSorted()).toEqual([...FAILURE_CODES].toSorted());
});

it('shows every entry that the profile needs, once, and no other', () => {
	const shown = groupViews(views()).flatMap(({ entries }) => entries.map(({ id }) => id));
	const needed = ENTRY_IDS.filter((id) => !PLAN.notNeeded.includes(id));
	expect(shown.toSorted()).toEqual(needed.toSorted());
});

it('shows each target with its verdict, and what to allow', () => {
	const turn = views().find(({ id }) => id === 'connect.media.turn');
	expect(turn?.patterns).toEqual(['TurnNlb-*.elb.us-east-1.amazonaws.com UDP 3478']);
	expect(turn?.targets.map(({ status }) => status)).toEqual(['blocked', 'blocked', 'blocked', 'unclear', 'unclear']);
	expect(turn?.targets[0]?.where).toMatch(/^turnnlb-[0-9a-f]+\.elb\.us-east-1\.amazonaws\.com UDP 3478$/);
});

it('sums a group up', () => {
	const groups = groupViews(views(reports.chatBlocked));
	expect(groups.find(({ id }) => id === 'data')).toMatchObject({ broken: true, summary: '2 blocked, 1 open' });
	expect(groups.find(({ id }) => id === 'ingenius')).toMatchObject({ broken: false, summary: 'All 6 open' });
});

it('marks the broken stretch of the way, in the picture and in words', () => {
	expect(path().network.status).toBe('open');
	expect(path().services.map(({ id, status }) => [id, status])).toEqual([
		['connect', 'open'],
		['audio', 'blocked'],
		['ingenius', 'open'],
	]);
	expect(pathText(path())).toContain('Call audio (UDP 3478): Blocked');
});

it('warns of a service that is blocked in part, and cuts everything where the network is down', () => {
	expect(path(reports.chatBlocked).services[0]).toMatchObject({ status: 'open', partly: true });
	const { network, services } = path(reports.offline);
	expect(network.status).toBe('blocked');
	expect(services.map(({ status }) => status)).toEqual(['untested', 'untested', 'untested']);
});
