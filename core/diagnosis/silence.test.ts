import { expect, it } from 'vitest';
import type { Evidence, Outcome } from '../evidence/types.ts';
import type { Target } from '../plan/types.ts';
import { observe } from './observe.ts';
import { silenceOf } from './silence.ts';

const target = (host: string, path: string): Target => ({
	id: `https://${host}${path}`,
	url: `https://${host}${path}`,
	kind: 'https',
	host,
	port: 443,
	protocol: 'tcp',
	entries: ['connect.instance.my-connect'],
	origin: 'profile',
	knownToExist: false,
});
const PATHS = ['/ccp-v2', '/api', '/auth/authorize'].map((path) => target('acme.my.connect.aws', path));
const OTHER = target('participant.connect.us-east-1.amazonaws.com', '/');

const SILENT: Outcome = { kind: 'silent', code: 'tcp-timeout', final: true };
const attempt = (of: Target, number: number, at: number, elapsedMs: number, outcome: Outcome = SILENT): Evidence => ({
	target: of.id,
	attempt: number,
	at,
	elapsedMs,
	outcome,
});
const ANSWER = attempt(OTHER, 1, 0, 980, { kind: 'answered', proof: 'http', status: 403 });

const silence = (evidence: readonly Evidence[]) => {
	const tried = [...PATHS, OTHER].map((one) => observe(one, evidence));
	const [first] = tried;
	return first && silenceOf(first, tried);
};

it('hears three paths of one host out as one stretch, though each first attempt makes room for a second', () => {
	const cut = PATHS.map((path) => attempt(path, 1, 0, 1633));
	const second = PATHS.map((path) => attempt(path, 2, 1636, 3080));
	expect(silence([...cut, ...second, ANSWER])).toMatchObject({ rounds: 1, attempts: 6 });
});

it('counts no round in which nothing was heard from elsewhere', () => {
	const late = PATHS.map((path) => attempt(path, 1, 2000, 4500));
	expect(silence([...late, ANSWER])).toMatchObject({ rounds: 0 });
});

it('tells a second round from the first that was heard out before it', () => {
	// Measured in Firefox 153: the second may seem to begin a millisecond before the first ended.
	for (const at of [4510, 4499]) {
		const rounds = PATHS.flatMap((path) => [attempt(path, 1, 0, 4500), attempt(path, 2, at, 3000)]);
		const again = attempt(OTHER, 2, at, 20, ANSWER.outcome);
		expect(silence([...rounds, ANSWER, again])).toMatchObject({ rounds: 2 });
	}
});

it('counts no round in which a host that had answered fell silent too', () => {
	const round = PATHS.flatMap((path) => [attempt(path, 1, 1000, 4500), attempt(path, 2, 2500, 3000)]);
	const touch = attempt(OTHER, 1, 1000, 60, ANSWER.outcome);
	const asked = (...outcomes: readonly Evidence[]) => silence([...round, touch, ...outcomes]);
	expect(asked(attempt(OTHER, 2, 3000, 1500), attempt(OTHER, 3, 3500, 1000))).toMatchObject({ rounds: 0 });
	// A packet lost, and one that came again.
	expect(asked(attempt(OTHER, 2, 3000, 1200), attempt(OTHER, 3, 3500, 700, ANSWER.outcome))).toMatchObject({
		rounds: 1,
	});
	expect(asked(attempt(OTHER, 2, 3000, 20, ANSWER.outcome))).toMatchObject({ rounds: 1 });
});
