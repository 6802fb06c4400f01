import * as v from 'valibot';
import { expect, it } from 'vitest';
import type { Evidence, Outcome } from '../evidence/types.ts';
import { plan } from '../plan/plan.ts';
import type { Target } from '../plan/types.ts';
import { ProfileSchema } from '../profile.ts';
import { diagnose } from './diagnose.ts';

const answered = ({ kind }: Target): Outcome => ({
	kind: 'answered',
	proof: kind === 'turn' ? 'turn' : 'http',
	status: 401,
});

function findingsIn(region: string, host: string) {
	const profile = v.parse(ProfileSchema, { connect: { alias: 'acme', region } });
	const planned = plan(profile, { 'connect.media.turn': [host] });
	const evidence = planned.targets.map(
		(target): Evidence => ({ target: target.id, attempt: 1, at: 0, elapsedMs: 9, outcome: answered(target) }),
	);
	const { findings, verdicts } = diagnose({
		profile,
		plan: planned,
		evidence,
		environment: { browser: 'firefox', online: true },
	});
	expect(verdicts['connect.media.turn']?.verdict).toBe('reachable');
	return findings.filter(({ id }) => id === 'turn-unlisted').map(({ hosts }) => hosts);
}

it('finds a TURN host of the calls that the published list lacks', () => {
	const host = 'turnnlb-0123456789abcdef.elb.us-east-1.amazonaws.com';
	expect(findingsIn('us-east-1', host)).toEqual([[host]]);
});

it('finds nothing for a published host, nor where the region publishes none', () => {
	expect(findingsIn('us-east-1', 'turnnlb-d76454ac48d20c1e.elb.us-east-1.amazonaws.com')).toEqual([]);
	expect(findingsIn('ap-south-1', 'turnnlb-0123456789abcdef.elb.ap-south-1.amazonaws.com')).toEqual([]);
});
