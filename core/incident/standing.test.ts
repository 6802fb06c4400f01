import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { plan } from '../plan/plan.ts';
import { ProfileSchema } from '../profile.ts';
import type { Explanation } from './explain.ts';
import { SAME_FAILURE_MS } from './merge.ts';
import {
	afterAcknowledge,
	afterCheck,
	afterOpening,
	afterRetry,
	isNews,
	keepIncident,
	type StandingIncident,
	takeHints,
	withExplanation,
} from './standing.ts';
import type { Hint } from './types.ts';

const planned = plan(v.parse(ProfileSchema, { connect: { alias: 'acme', region: 'us-east-1' } }), {});
const ice: Hint = { source: 'streams', kind: 'ice-collection-timeout' };
const busy: Hint = { source: 'streams', kind: 'user-busy' };
const where = { tab: 1, frame: 3 };
let ids = 0;
const newId = () => {
	ids += 1;
	return `i${ids}`;
};

function take(known: StandingIncident | null, hints: Hint[], at: number): StandingIncident {
	const taken = takeHints(known, hints, { at, newId, plan: planned, where });
	if (!taken) throw new Error('nothing taken');
	return taken;
}
const found = (phase: Explanation['phase']): Explanation => ({
	phase,
	cause: 'turn-unanswered',
	entries: ['connect.media.turn'],
	rules: [],
});

const HOST = 'x7.transport.connect.us-east-1.amazonaws.com';

describe('a web socket that failed', () => {
	const known = plan(v.parse(ProfileSchema, { connect: { alias: 'acme', region: 'us-east-1' } }), {
		'connect.transport': [HOST],
	});
	const socket: Hint = {
		source: 'request',
		kind: 'request-failed',
		urls: [`wss://${HOST}/`],
		code: 'tcp-reset',
	};
	const takeSocket = (before: StandingIncident | null, at: number, { code, ...unnamed } = socket) => {
		const taken = takeHints(before, [code ? { ...unnamed, code } : unnamed], { at, newId, plan: known, where });
		if (!taken) throw new Error('nothing taken');
		return taken;
	};

	const unnamed: Hint = { source: 'request', kind: 'request-failed', urls: [`wss://${HOST}/`] };

	it('is evidence at once where the error names the network, and else the second time', () => {
		expect(takeSocket(null, 0).sockets).toEqual([HOST]);
		const once = takeSocket(null, 0, unnamed);
		const retried = takeSocket(once, 2000, unnamed);
		expect([...once.sockets, ...retried.sockets]).toEqual([]);
		const again = takeSocket(retried, 60_000, unnamed);
		expect(again).toMatchObject({ incident: { id: once.incident.id, occurrences: 2 }, sockets: [HOST] });
	});

	it('is none once it has opened, whenever that is', () => {
		const failed = takeSocket(null, 0);
		expect(afterOpening(failed, 'other.transport.connect.us-east-1.amazonaws.com')).toBe(failed);
		const open = afterOpening(failed, HOST);
		expect(open).toMatchObject({ sockets: [], explanation: { phase: 'hidden' } });
		expect(take(open, [ice], 1000).sockets).toEqual([]);
		const refused = { ...failed, explanation: { ...found('suspected'), cause: 'websocket-refused' as const } };
		expect(afterOpening(refused, HOST)).toMatchObject({ sockets: [], explanation: { phase: 'fixed' } });
	});

	it('is no evidence where it failed with another cause, then or a moment after the mend', () => {
		const first = { ...takeSocket(null, 0), checkAt: 1 };
		expect(first.sockets).toHaveLength(1);
		const explained = withExplanation(first, found('final'));
		expect(explained.sockets).toEqual([]);
		expect(takeSocket(explained, 9000).sockets).toEqual([]);
		const mended = { ...withExplanation(explained, found('fixed')), checkAt: 20_000 };
		expect(takeSocket(mended, 25_000).sockets).toEqual([]);
		expect(takeSocket(mended, 60_000).sockets).toHaveLength(1);
	});

	it('stays one where it is the cause itself', () => {
		const first = takeSocket(null, 0);
		expect(withExplanation(first, { ...found('final'), cause: 'websocket-refused' }).sockets).toHaveLength(1);
	});
});

describe('takeHints', () => {
	it('is worth a check when it is new, and not again for another frame that heard it', () => {
		const first = take(null, [ice], 0);
		expect(isNews(null, first)).toBe(true);
		const checked = { ...first, checkAt: 1 };
		const heardAgain = take(checked, [ice], 500);
		expect(heardAgain.incident.id).toBe(first.incident.id);
		expect(isNews(checked, heardAgain)).toBe(false);
	});

	it('is worth another check after one that came too early', () => {
		const early = { ...take(null, [{ ...ice, source: 'peer' }], 0), checkAt: 1 };
		const nothing: StandingIncident = { ...early, explanation: { phase: 'hidden', entries: [], rules: [] } };
		expect(isNews(nothing, take(nothing, [ice], 7000))).toBe(true);
	});

	it('is the same failure when what nothing explained comes again, and another one much later', () => {
		const handshake: Hint = { source: 'streams', kind: 'signalling-handshake' };
		const explanation: Explanation = { phase: 'not-network', entries: [], rules: [], cleared: true };
		const first = { ...take(null, [handshake], 0), explanation, checkAt: 1 };
		const again = take(first, [handshake], 120_000);
		expect(again).toMatchObject({ incident: { id: first.incident.id, occurrences: 2 } });
		expect(isNews(first, again)).toBe(true);
		expect(take(first, [handshake], 3_600_000).incident.id).not.toBe(first.incident.id);
	});

	it('is shown where it comes again', () => {
		const first = { ...take(null, [ice], 0), explanation: found('final'), shown: '{}' };
		const elsewhere = { tab: 9, frame: 0 };
		const taking = { newId, plan: planned, where: elsewhere };
		expect(takeHints(first, [ice], { ...taking, at: 1000 })).toMatchObject({ where, shown: '{}' });
		expect(takeHints(first, [ice], { ...taking, at: 60_000 })).toMatchObject({ where: elsewhere, shown: 'null' });
	});

	it('checks nothing for what explains itself', () => {
		expect(isNews(null, take(null, [busy], 0))).toBe(false);
	});

	it('shows a closed card again for the next call that fails, not for the same one', () => {
		const closed = { ...take(null, [ice], 0), explanation: found('final'), checkAt: 1, closed: true };
		expect(take(closed, [ice], 1000).closed).toBe(true);
		const next = take(closed, [ice], SAME_FAILURE_MS + 60_000);
		expect(next).toMatchObject({ closed: false, incident: { id: closed.incident.id, occurrences: 2 } });
		expect(isNews(closed, next)).toBe(true);
	});

	it('starts anew after a fault that was fixed', () => {
		const fixed = { ...take(null, [ice], 0), explanation: found('fixed') };
		expect(take(fixed, [ice], 1000).incident.id).not.toBe(fixed.incident.id);
	});
});

it('is over with a refused frame when the CCP answers there', () => {
	const refused: Hint = { source: 'frame', kind: 'frame-refused', cause: 'origin-not-approved' };
	const explanation: Explanation = { phase: 'not-network', cause: 'origin-not-approved', entries: [], rules: [] };
	const shown = { ...take(null, [refused], 0), explanation };
	expect(afterAcknowledge(shown, where).explanation.phase).toBe('fixed');
	expect(afterAcknowledge(shown, { tab: 9, frame: 0 })).toBe(shown);
	const failed = { ...take(null, [refused, ice], 0), explanation: found('final') };
	expect(afterAcknowledge(failed, where)).toBe(failed);
});

describe('afterRetry', () => {
	const cleared: Explanation = { phase: 'not-network', entries: [], rules: [], cleared: true };

	it('shows nothing of a retry under way, then that it is fixed', () => {
		expect(afterRetry(found('final'), cleared, false)).toEqual(found('final'));
		expect(afterRetry(found('final'), cleared, true)).toMatchObject({
			phase: 'fixed',
			entries: ['connect.media.turn'],
		});
	});

	it('keeps the cause while it stands, and where the retry could not tell', () => {
		expect(afterRetry(found('final'), found('final'), true)).toEqual(found('final'));
		expect(afterRetry(found('final'), { ...cleared, cleared: false }, true)).toEqual(found('final'));
	});
});

it('keeps one record of an incident, brought up to date, with nothing of the page', () => {
	const standing = { ...take(null, [ice], 5), explanation: found('suspected') };
	const records = keepIncident(keepIncident([], standing), { ...standing, explanation: found('final') }, 'run-1');
	expect(records).toEqual([
		{
			id: standing.incident.id,
			at: 5,
			kind: 'ice-collection-timeout',
			phase: 'final',
			cause: 'turn-unanswered',
			entries: ['connect.media.turn'],
			occurrences: 1,
			runId: 'run-1',
		},
	]);
});

describe('afterCheck', () => {
	it('does not take back what was final while a further sign is checked', () => {
		expect(afterCheck(found('final'), found('suspected'), false).phase).toBe('final');
		expect(afterCheck(found('final'), found('suspected'), true).phase).toBe('suspected');
	});

	it('keeps what was found while a further sign is checked, and takes the new word after it', () => {
		const checking: Explanation = { phase: 'checking', entries: [], rules: [] };
		expect(afterCheck(found('final'), checking, false)).toEqual(found('final'));
		expect(afterCheck(found('suspected'), found('final'), false)).toEqual(found('final'));
		expect(afterCheck(checking, found('suspected'), false)).toEqual(found('suspected'));
		const nothing: Explanation = { phase: 'not-network', entries: [], rules: [] };
		expect(afterCheck(found('final'), nothing, true)).toEqual(nothing);
		const { entries } = found('final');
		expect(afterCheck(found('final'), { ...nothing, cleared: true }, true)).toMatchObject({ phase: 'fixed', entries });
		expect(afterCheck(found('suspected'), { ...nothing, cleared: true }, true).phase).toBe('not-network');
	});
});
