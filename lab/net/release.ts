import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const pending = new Set<() => void>();
let listening = false;

function releaseAll(): void {
	for (const release of pending) release();
	pending.clear();
}

function listen(): void {
	if (listening) return;
	listening = true;
	process.on('exit', releaseAll);
	for (const signal of SIGNALS)
		process.once(signal, () => {
			// Who listens too ends the process in order.
			if (process.listenerCount(signal) > 0) return;
			releaseAll();
			process.exit(128 + constants.signals[signal]);
		});
}

/** Calls back once when the process ends by itself or by a signal that can be caught. Gives the way to call that off. */
export function releaseOnExit(release: () => void): () => void {
	listen();
	pending.add(release);
	return () => void pending.delete(release);
}
