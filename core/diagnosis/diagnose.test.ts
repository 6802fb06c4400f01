import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Evidence, Outcome } from '../evidence/types.ts';
import { plan } from '../plan/plan.ts';
import type { Target } from '../plan/types.ts';
import { ProfileSchema } from '../profile.ts';
import { diagnose } from './diagnose.ts';
import { headline } from './headline.ts';
import { MAX_ATTEMPTS } from './suspicion.ts';

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

	it('blames no machine for the first hosts refused, while others are under way', () => {
		const refused: Outcome = { kind: 'failed', code: 'tcp-refused' };
		const early = run((t) => (t.entries.includes('connect.transport') || t.kind === 'websocket' ? [refused] : []));
		const all = run((t) => (t.kind === 'turn' ? [] : [refused]));
		const pending = new Set(planned.targets.map(({ id }) => id));
		const findings = (evidence: readonly Evidence[]) =>
			diagnose({ profile, plan: planned, evidence, environment, pending }).findings.map(({ id }) => id);
		expect(findings(early)).toEqual([]);
		expect(findings(all)).toEqual(['refused.all']);
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

	describe('accuses nobody for what has an innocent reason', () => {
		const participant = (outcomes: readonly Outcome[]) => (t: Target) =>
			t.host.startsWith('participant') ? outcomes : undefined;
		const untrusted: Outcome = { kind: 'failed', code: 'tls-untrusted' };

		it('a certificate, where the servers agree that this clock is wrong', () => {
			const skewed = (t: Target): readonly Outcome[] | undefined =>
				participant([untrusted, untrusted])(t) ?? [{ ...answered(t), clockSkewMs: 20 * 86_400_000 } as Outcome];
			expect(accused(diagnosed(participant([untrusted, untrusted])))).toEqual([
				'connect.participant tls-untrusted high',
			]);
			expect(accused(diagnosed(skewed))).toEqual([]);
			expect(diagnosed(skewed).findings.map(({ id }) => id)).toEqual(['clock-wrong']);
		});

		describe('an address', () => {
			const ranges = { createDate: '2026-08-22-15-17-05', prefixes: [] };
			const at = (ip: string, attempts: number) => {
				const silence = { ...silentOutcome(planned.targets[0] as Target), ip };
				const evidence = run(participant(Array.from({ length: attempts }, () => silence)));
				return accused(diagnose({ profile, plan: planned, evidence, environment, ranges }));
			};

			it.each(['100.64.3.4', '198.18.0.7', '64:ff9b::c000:221'])('that clients hand out: %s', (ip) =>
				expect(at(ip, 2)).toEqual(['connect.participant tcp-timeout medium']),
			);

			it('of another owner, for one silence', () => {
				expect(at('185.199.108.153', 1)).toEqual(['connect.participant tcp-timeout suspected']);
				expect(at('185.199.108.153', 2)).toEqual(['connect.participant unexpected-address high']);
			});
		});

		it('a page without a host candidate, where a mild policy hides them', () => {
			const dropped = run((t) => (t.kind === 'turn' ? [silentOutcome(t), silentOutcome(t)] : undefined));
			const judge = (webrtcPolicy: string) => {
				const mild = { ...environment, webrtcPolicy, pageGathers: false };
				return diagnose({ profile, plan: planned, evidence: dropped, environment: mild }).findings.map(({ id }) => id);
			};
			expect(judge('default_public_interface_only')).toEqual(['turn-unanswered.all']);
			expect(judge('default')).toEqual(['webrtc-udp-disabled']);
		});

		it('a refusal of the service itself that a proxy has carried', () => {
			const carried: Outcome = { kind: 'answered', proof: 'http', status: 403, headers: { via: '1.1 zscaler' } };
			const by = (which: (t: Target) => boolean) => accused(diagnosed((t) => (which(t) ? [carried] : undefined)));
			expect(by((t) => t.host === 'api.us-west-2.ingenius.com')).toEqual([]);
			expect(by((t) => t.kind === 'websocket')).toEqual([]);
			expect(by((t) => t.host.startsWith('participant'))).toEqual(['connect.participant block-page high']);
		});

		it('anything, where everything leads to one strange place', () => {
			const portal: Outcome = {
				kind: 'answered',
				proof: 'http',
				status: 302,
				redirectOrigin: 'https://welcome.hotel.example',
			};
			const result = diagnosed((t) => (t.kind === 'https' ? [portal] : [silentOutcome(t), silentOutcome(t)]));
			expect(accused(result)).toEqual([]);
			expect(result.findings.map(({ id }) => id)).toEqual(['captive-portal']);
		});

		it('the sign-in of the company, to which its own hosts lead', () => {
			const signIn: Outcome = {
				kind: 'answered',
				proof: 'http',
				status: 302,
				redirectOrigin: 'https://id.acme.example',
			};
			const result = diagnosed((t) => (/^acme\.|amazoncognito/.test(t.host) ? [signIn] : undefined));
			expect([accused(result), result.findings]).toEqual([[], []]);
		});
	});

	it('does not stay at a suspicion because another path of the host was asked in its place', () => {
		const outcomes = (t: Target) =>
			Array.from({ length: t.url.endsWith('/api') ? MAX_ATTEMPTS : 2 }, () => silentOutcome(t));
		const shared = (t: Target) => (t.host.startsWith('acme.my') ? outcomes(t) : undefined);
		const lossy = (t: Target) => shared(t) ?? [silentOutcome(t), { ...answered(t), roundTripMs: 20 } as Outcome];
		expect(accused(diagnosed(lossy)).filter((one) => one.endsWith('suspected'))).toEqual([]);
	});
});
