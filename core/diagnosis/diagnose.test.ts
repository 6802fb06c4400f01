import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Evidence, Outcome } from '../evidence/types.ts';
import { plan } from '../plan/plan.ts';
import type { Target } from '../plan/types.ts';
import { ProfileSchema } from '../profile.ts';
import { diagnose } from './diagnose.ts';
import { headline } from './headline.ts';

const profile = v.parse(ProfileSchema, {
	connect: { alias: 'acme', region: 'us-east-1' },
	ingenius: { region: 'us-west-2' },
});
const planned = plan(profile, { 'connect.transport': ['x7.transport.connect.us-east-1.amazonaws.com'] });
const environment = { browser: 'chromium', online: true } as const;
const AT = Date.UTC(2026, 8, 1, 9);

const answered = (target: Target): Outcome =>
	target.kind === 'turn'
		? { kind: 'answered', proof: 'turn', status: 401 }
		: { kind: 'answered', proof: 'http', status: 404 };
const silentOutcome = (target: Target, final = true): Outcome => ({
	kind: 'silent',
	code: target.kind === 'turn' ? 'turn-unanswered' : 'tcp-timeout',
	final,
});

/** A run in which every target answers but those for which `fault` has something else to say. */
function run(fault: (target: Target) => readonly Outcome[] | undefined): readonly Evidence[] {
	return planned.targets.flatMap((target) => {
		const outcomes = fault(target) ?? [answered(target)];
		return outcomes.map((outcome, index) => ({
			target: target.id,
			attempt: index + 1,
			at: AT + index * 400,
			elapsedMs: outcome.kind === 'silent' ? 4000 - index * 400 : 120,
			outcome,
		}));
	});
}

const diagnosed = (fault: (target: Target) => readonly Outcome[] | undefined) =>
	diagnose({ profile, plan: planned, evidence: run(fault), environment });
const accused = ({ verdicts }: ReturnType<typeof diagnose>) =>
	Object.entries(verdicts)
		.filter(([, verdict]) => verdict.verdict === 'blocked' || verdict.verdict === 'tampered')
		.map(([id, verdict]) => `${id} ${verdict.cause} ${verdict.confidence}`);

describe('diagnose', () => {
	it('accuses nothing on a clean network', () => {
		const result = diagnosed(() => undefined);
		expect(accused(result)).toEqual([]);
		expect(result.findings).toEqual([]);
		expect(headline(planned, result.verdicts)).toEqual({ calls: 'yes', untested: 1 });
	});

	it('names UDP 3478 when every TURN host is silent', () => {
		const result = diagnosed((t) => (t.kind === 'turn' ? [silentOutcome(t), silentOutcome(t)] : undefined));
		expect(accused(result)).toEqual(['connect.media.turn turn-unanswered high']);
		expect(result.findings.map(({ id }) => id)).toEqual(['turn-unanswered.all']);
		expect(result.findings[0]?.rules[0]).toBe('Allow UDP 3478 outbound to TurnNlb-*.elb.us-east-1.amazonaws.com');
		expect(headline(planned, result.verdicts).calls).toBe('no');
	});

	it('only suspects while the silence is provisional', () => {
		const result = diagnosed((t) => (t.kind === 'turn' ? [silentOutcome(t, false)] : undefined));
		expect(accused(result)).toEqual(['connect.media.turn turn-unanswered suspected']);
	});

	it('makes one finding of no network at all', () => {
		const result = diagnosed((t) => [silentOutcome(t), silentOutcome(t)]);
		expect(accused(result)).toEqual([]);
		expect(result.findings.map(({ id }) => id)).toEqual(['offline']);
	});

	it('says nothing of the machine before HTTPS was heard out', () => {
		const early = run((t) => [silentOutcome(t)]).filter(({ target }) => target.startsWith('wss:'));
		expect(diagnose({ profile, plan: planned, evidence: early, environment }).findings).toEqual([]);
		const media = run((t) => (t.kind === 'turn' ? undefined : [])).concat(early);
		expect(diagnose({ profile, plan: planned, evidence: media, environment }).findings).toEqual([]);
	});

	it('does not take HTTPS over a very long line for one that is shut', () => {
		const shut = (roundTripMs: number) =>
			diagnosed((t) => (t.kind === 'turn' ? [{ ...answered(t), roundTripMs } as Outcome] : [silentOutcome(t)]));
		expect(shut(40).findings.map(({ id }) => id)).toContain('https-silent.all');
		expect(shut(1500).findings.map(({ id }) => id)).not.toContain('https-silent.all');
	});

	it('makes one finding of a dead proxy', () => {
		const result = diagnosed((t) => (t.kind === 'turn' ? undefined : [{ kind: 'failed', code: 'proxy-unreachable' }]));
		expect(accused(result)).toEqual([]);
		expect(result.findings.map(({ id }) => id)).toEqual(['proxy-unreachable']);
	});

	it('does not accuse for a refused web socket of our own', () => {
		const result = diagnosed((t) =>
			t.kind === 'websocket' ? [{ kind: 'failed', code: 'websocket-refused' }] : undefined,
		);
		expect(accused(result)).toEqual([]);
		expect(result.verdicts['connect.transport']?.verdict).toBe('reachable');
	});

	it('accuses a single silent host with medium confidence', () => {
		const result = diagnosed((t) =>
			t.host.startsWith('participant') ? [silentOutcome(t), silentOutcome(t)] : undefined,
		);
		expect(accused(result)).toEqual(['connect.participant tcp-timeout medium']);
		expect(result.findings[0]?.it).toContain('service itself may be down');
	});
});
