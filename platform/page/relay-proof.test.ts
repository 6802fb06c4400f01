import { expect, it, vi } from 'vitest';
import { createRelayProof, type Measure } from './relay-proof.ts';

const media = { rttMs: 20, jitterMs: 1, lossPercent: 0 };
const access = { open: () => [{ urls: ['turn:turn.example:3478'], username: 'u', credential: 'c' }] };

it('gives way to a call that begins', async () => {
	const measure = vi.fn<Measure>(
		(_servers, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(media))),
	);
	const onMedia = vi.fn();
	const proof = createRelayProof(measure, onMedia, new AbortController().signal);
	proof.hold(access);
	proof.prove();
	expect(measure).toHaveBeenCalledOnce();
	proof.yield();
	await new Promise((resolve) => setImmediate(resolve));
	expect(measure.mock.calls[0]?.[1].aborted).toBe(true);
	expect(onMedia).not.toHaveBeenCalled();
});

it('proves the relay once, and forgets the credentials', async () => {
	const measure = vi.fn<Measure>(async () => media);
	const onMedia = vi.fn();
	const proof = createRelayProof(measure, onMedia, new AbortController().signal);
	proof.hold(access);
	proof.prove();
	proof.prove();
	await vi.waitFor(() => expect(onMedia).toHaveBeenCalledExactlyOnceWith(media));
	expect(measure).toHaveBeenCalledOnce();
});
