import { onOwnMessage } from '../../platform/messages.ts';
import { turnProbe } from '../../probes/turn.ts';

const probe = turnProbe('chromium');
const running = new Map<string, AbortController>();

onOwnMessage('probeTurn', async ({ data: { attempt, target } }) => {
	const controller = new AbortController();
	running.set(attempt, controller);
	return probe(target, controller.signal).finally(() => running.delete(attempt));
});

onOwnMessage('abortTurn', ({ data: attempt }) => running.get(attempt)?.abort());
