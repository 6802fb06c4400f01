import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Evidence, Outcome } from '../evidence/types.ts';
import { plan } from '../plan/plan.ts';
import type { Target } from '../plan/types.ts';
import { ProfileSchema } from '../profile.ts';
import { diagnose } from './diagnose.ts';
import { moreAttempts } from './more-attempts.ts';
import { settledAt } from './network-change.ts';

const profile = v.parse(ProfileSchema, { connect: { alias: 'acme', region: 'us-east-1' } });
const planned = plan(profile, {});
const environment = { browser: 'chromium', online: true } as const;
const AT = Date.UTC(2026, 8, 1, 9);
const CHANGE = AT + 1000;

const NO_NAME: Outcome = { kind: 'failed', code: 'dns-not-resolved' };
const CHANGED: Outcome = { kind: 'failed', code: 'network-changed' };
const isParticipant = ({ host }: Target) => host.startsWith('participant');
const isMedia = ({ kind }: Target) => kind === 'turn';

const one = (target: Target, attempt: number, at: number, outcome: Outcome): Evidence => ({
	target: target.id,
	attempt,
	at,
	elapsedMs: 20,
	outcome,
});
const answer = ({ kind }: Target): Outcome =>
	kind === 'turn' ? { kind: 'answered', proof: 'turn', status: 401 } : { kind: 'answered', proof: 'http', status: 404 };

/** The old network knows no name of the participant service; media is under way when the machine leaves it. */
const old = planned.targets.flatMap((target) => {
	if (isParticipant(target)) return [one(target, 1, AT, NO_NAME), one(target, 2, AT + 30, NO_NAME)];
	return [one(target, 1, isMedia(target) ? CHANGE - 20 : AT, isMedia(target) ? CHANGED : answer(target))];
});
/** Every target is tried again at that time. */
const again = (at: number, outcome: (target: Target) => Outcome) =>
	planned.targets.flatMap((target) => [one(target, 3, at, outcome(target)), one(target, 4, at + 30, outcome(target))]);

const verdictsOf = (evidence: readonly Evidence[]) =>
	diagnose({ profile, plan: planned, evidence, environment }).verdicts;

describe('a machine that changes networks during a run', () => {
	it('accuses nothing for what the network refused that it has left, and asks again', () => {
		const verdicts = Object.values(verdictsOf(old));
		expect(verdicts.filter(({ verdict }) => verdict === 'blocked' || verdict === 'tampered')).toEqual([]);
		expect(verdictsOf(old)['connect.participant']).toMatchObject({ verdict: 'inconclusive', cause: 'network-changed' });
		expect(moreAttempts(planned, old, environment)).toEqual(planned.targets.map(({ id }) => id));
		expect(settledAt(old)).toBe(CHANGE + 3000);
	});

	it('takes no refusal for an answer while the new network is being set up, but takes answers', () => {
		const refused = (target: Target) => (isParticipant(target) ? NO_NAME : answer(target));
		const early = verdictsOf([...old, ...again(CHANGE + 500, refused)]);
		expect(early['connect.participant']).toMatchObject({ verdict: 'inconclusive', cause: 'network-changed' });
		expect(early['connect.media.turn']?.verdict).toBe('reachable');
	});

	it('accuses for what the new network refuses', () => {
		const refused = (target: Target) => (isParticipant(target) ? NO_NAME : answer(target));
		const verdicts = verdictsOf([...old, ...again(CHANGE + 3100, refused)]);
		expect(verdicts['connect.participant']).toMatchObject({ verdict: 'blocked', cause: 'dns-not-resolved' });
	});
});
