import { describe, expect, it } from 'vitest';
import { RULES } from '../../core/diagnosis/rules/index.ts';
import type { Rule } from '../../core/diagnosis/rules/types.ts';
import type { Environment, Evidence, Outcome } from '../../core/evidence/types.ts';
import { plan } from '../../core/plan/plan.ts';
import { BROWSER_NAMES } from '../browsers/types.ts';
import { type Cell, cellsOf } from './cells.ts';
import { expectedOf } from './expect.ts';
import { generate } from './generate.ts';
import { differencesIn } from './judge.ts';
import { PROFILES } from './profiles.ts';
import { type Recorded, replay, said } from './replay.ts';
import { sliceOf } from './slice.ts';
import type { Expected } from './types.ts';

const cells = cellsOf(PROFILES);

const generated = (some: readonly Cell[]): readonly Recorded[] =>
	some.flatMap((cell) =>
		BROWSER_NAMES.map((browser) => ({
			cell,
			...generate({ plan: cell.profile.plan, network: cell.network, browser }),
		})),
	);

/** What is wrong in each cell, by name. */
const wrongIn = (some: readonly Recorded[], rules?: readonly Rule[]) =>
	some.flatMap((one) => replay(one, rules).map(({ text }) => `${one.environment.browser} ${one.cell.name}: ${text}`));

describe('the matrix without browsers', () => {
	it.each(PROFILES.map(({ name }) => name))('is right for %s', (name) => {
		expect(wrongIn(generated(cells.filter(({ profile }) => profile.name === name)))).toEqual([]);
	});
});

/** A network that no fault of the lab makes: seen, and what must come out. */
interface Made {
	readonly name: string;
	readonly seen: Recorded;
	readonly expected: Partial<Expected>;
}

const [virginia] = PROFILES;
if (virginia === undefined) throw new Error('no profile');
const clean = generated([{ name: 'clean', profile: virginia, network: [] }])[0] as Recorded;
const isWeb = ({ target }: Evidence) => target.startsWith('https:');
const bent = (change: (piece: Evidence) => Evidence, environment: Partial<Environment> = {}): Recorded => ({
	...clean,
	evidence: clean.evidence.map(change),
	environment: { ...clean.environment, ...environment },
});
const failing = (code: Extract<Outcome, { kind: 'failed' }>['code']) =>
	bent((piece) => (isWeb(piece) ? { ...piece, outcome: { kind: 'failed', code } } : piece));
const shifted = (ms: number) =>
	bent(({ outcome, ...piece }) => ({
		...piece,
		outcome: outcome.kind === 'answered' && isWeb({ outcome, ...piece }) ? { ...outcome, clockSkewMs: ms } : outcome,
	}));

/** Half of the hosts answer after a packet was sent again, one has been silent for a round. */
const lossy = bent((piece) => {
	if (!isWeb(piece)) return piece;
	const outcome: Outcome = { kind: 'silent', code: 'tcp-timeout', final: true };
	if (piece.target.includes('participant')) return { ...piece, elapsedMs: 4500, outcome };
	return piece.target.length % 2 === 0 ? { ...piece, elapsedMs: 1100 } : piece;
});

/** The name leads into the office. */
const sunk = bent((piece) =>
	piece.target.includes('participant')
		? { ...piece, outcome: { kind: 'failed', code: 'tcp-refused', ip: '10.20.30.40' } }
		: piece,
);

/** The CCP's own web socket failed, and ours. */
const unopened = bent(
	(piece) =>
		piece.target.startsWith('wss:') ? { ...piece, outcome: { kind: 'failed', code: 'websocket-refused' } } : piece,
	{ failedSockets: virginia.learned['connect.transport'] ?? [] },
);

/** Another extension keeps the request back. */
const keptBack = bent((piece) =>
	piece.target.includes('participant')
		? { ...piece, outcome: { kind: 'failed', code: 'blocked-by-extension' } }
		: piece,
);

const unlisted = 'turnnlb-0a1b2c3d4e5f6071.elb.us-east-1.amazonaws.com';
const learned = { ...virginia.learned, 'connect.media.turn': [unlisted] };
const moved = { ...virginia, learned, plan: plan(virginia.profile, learned) };

const masked = (finding: Expected['findings'][number]): Partial<Expected> => ({
	accused: {},
	through: [],
	findings: [finding],
	masked: true,
});
const MADE: readonly Made[] = [
	{ name: 'proxy-misconfigured', seen: failing('proxy-misconfigured'), expected: masked(['proxy-misconfigured']) },
	{ name: 'clock-wrong', seen: failing('clock-wrong'), expected: masked(['clock-wrong']) },
	{ name: 'clock-skew', seen: shifted(20 * 60_000), expected: { findings: [['clock-wrong']] } },
	{
		name: 'unexpected-address',
		seen: sunk,
		expected: { accused: { 'connect.participant': ['unexpected-address'] }, through: [] },
	},
	{
		name: 'websocket-refused',
		seen: unopened,
		expected: {
			accused: { 'connect.transport': ['websocket-refused'] },
			through: [],
			findings: [['websocket-refused']],
		},
	},
	{
		name: 'blocked-by-extension',
		seen: keptBack,
		expected: { through: [], untested: ['connect.participant'], findings: [['blocked-by-extension']] },
	},
	{ name: 'loss', seen: lossy, expected: { through: [], findings: [['loss']] } },
	{
		name: 'turn-unlisted',
		seen: generated([{ name: 'a newer TURN host', profile: moved, network: [] }])[0] as Recorded,
		expected: { findings: [['turn-unlisted']] },
	},
];

function wrongInMade({ seen, expected }: Made, rules?: readonly Rule[]) {
	const world = { plan: seen.cell.profile.plan, network: seen.cell.network, browser: seen.environment.browser };
	const all = seen.cell.profile.plan.entries.map(({ entry }) => entry.id);
	return differencesIn({ ...expectedOf(world), concerned: all, ...expected }, said(seen, rules));
}

describe('what no fault of the lab makes', () => {
	it.each(MADE)('$name', (made) => {
		expect(wrongInMade(made)).toEqual([]);
	});
});

describe('the rules', () => {
	const slice = generated(sliceOf(cells));

	it.each(RULES.map(({ id }) => id))('%s is missed where it is deleted', (id) => {
		const without = RULES.filter((rule) => rule.id !== id);
		const missed = slice.some((one) => replay(one, without).length > 0);
		expect(missed || MADE.some((made) => wrongInMade(made, without).length > 0)).toBe(true);
	});
});
