import { afterEach, expect, it, vi } from 'vitest';
import type { Outcome } from '../core/evidence/types.ts';
import type { Target } from '../core/plan/types.ts';
import { withName } from './names.ts';

const TURN = { kind: 'turn', host: 'turnnlb-1.elb.us-east-1.amazonaws.com' } as Target;
const WEB = { kind: 'https', host: 'participant.connect.us-east-1.amazonaws.com' } as Target;
const NOT_RESOLVED: Outcome = { kind: 'failed', code: 'turn-not-resolved' };
const SILENT: Outcome = { kind: 'silent', code: 'tcp-timeout', final: true };

const stub = (resolve: () => Promise<unknown>) => vi.stubGlobal('browser', { dns: { resolve } });
const after = (outcome: Outcome, target: Target) => withName(async () => outcome)(target, new AbortController().signal);
afterEach(() => vi.unstubAllGlobals());

it('a TURN host that resolves to this machine itself is not one that does not resolve', async () => {
	stub(async () => ({ addresses: ['127.0.0.1'] }));
	expect(await after(NOT_RESOLVED, TURN)).toEqual({ kind: 'failed', code: 'turn-unanswered', ip: '127.0.0.1' });
});

it('what the resolver says a moment later counts as well', async () => {
	stub(() => new Promise((resolve) => setTimeout(resolve, 100, { addresses: ['0.0.0.0'] })));
	expect(await after(NOT_RESOLVED, TURN)).toEqual({ kind: 'failed', code: 'turn-unanswered', ip: '0.0.0.0' });
});

it('a TURN host without a name stays one', async () => {
	stub(() => Promise.reject(new Error('NS_ERROR_UNKNOWN_HOST')));
	expect(await after(NOT_RESOLVED, TURN)).toEqual(NOT_RESOLVED);
});

it('a TURN host is without a name only where the resolver says so', async () => {
	vi.useFakeTimers();
	stub(() => new Promise(() => undefined));
	const outcome = after(NOT_RESOLVED, TURN);
	await vi.advanceTimersByTimeAsync(3000);
	expect(await outcome).toEqual({ ...SILENT, code: 'dns-timeout' });
	vi.useRealTimers();
});

it('silence that ends after the resolver gave up is still the resolver’s', async () => {
	stub(() => Promise.reject(new Error('NS_ERROR_UNKNOWN_HOST')));
	expect(await after({ ...SILENT, code: 'turn-unanswered' }, TURN)).toEqual({ ...SILENT, code: 'dns-timeout' });
});

it('silence while the name is looked up is the resolver’s', async () => {
	stub(() => new Promise(() => undefined));
	expect(await after(SILENT, WEB)).toEqual({ ...SILENT, code: 'dns-timeout' });
});

it('behind a proxy the local resolver does not matter', async () => {
	stub(async () => ({ addresses: ['10.0.0.1'] }));
	const behind: Outcome = { ...SILENT, viaProxy: true };
	expect(await after(behind, WEB)).toEqual(behind);
	expect(await after(SILENT, WEB)).toEqual(SILENT);
});
