import { expect, it } from 'vitest';
import { reportWith, turnBlocked } from '../../core/telemetry/fixtures.ts';
import { isSamePlace, knownBefore, type Told } from './told.ts';

const good = reportWith('r1').verdicts;
const bad = reportWith('r2', { 'connect.media.turn': turnBlocked }).verdicts;
const told: Told = { runId: 'r2', destination: 'a', verdicts: bad, before: good };

it('compares the next run with the last one told', () => expect(knownBefore(told, 'r3', 'a')).toBe(bad));

it('tells a run that is finished twice alike', () => expect(knownBefore(told, 'r2', 'a')).toBe(good));

it('knows nothing of what another destination, or nobody, was told', () => {
	expect(knownBefore(told, 'r3', 'b')).toBeUndefined();
	expect(knownBefore(undefined, 'r3', 'a')).toBeUndefined();
});

it('holds for the same network and profile, and for a network that shows nothing of itself', () => {
	const here: Told = { ...told, networkId: 'office', profileHash: 'p' };
	const run = (networkId: string, profileHash = 'p') => ({ ...reportWith('r3'), networkId, profileHash });
	expect(isSamePlace(here, run('office'))).toBe(true);
	expect(isSamePlace(here, run('unknown'))).toBe(true);
	expect(isSamePlace(here, run('home'))).toBe(false);
	expect(isSamePlace(here, run('office', 'q'))).toBe(false);
	// The run itself, told again: as it was judged the first time.
	expect(isSamePlace({ ...here, samePlace: false }, { ...run('office'), runId: 'r2' })).toBe(false);
});
