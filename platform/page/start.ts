import type { CallLeg } from '../../core/incident/agent.ts';
import { isCcpPage } from '../../core/incident/hosts.ts';
import type { Heard } from '../../core/incident/messages.ts';
import type { CallPhase, Hint } from '../../core/incident/types.ts';
import { measureRelay } from '../../probes/media.ts';
import { onMessage, sendMessage } from '../messages.ts';
import { createAcknowledge } from './acknowledge.ts';
import { watchBanner } from './banner.ts';
import { embedderOf } from './embedder.ts';
import { hearMessages } from './hear.ts';
import { microphoneCause } from './microphone.ts';
import { isOrphan } from './orphan.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { watchPeer } from './peer.ts';
import { createRelayProof, type RelayProof } from './relay-proof.ts';
import { createShown, type Draw, removeStale } from './show.ts';
import { cookiesBlocked } from './storage-access.ts';

/** Everything that one frame does. Returns what ends it. */
export function startPage(draw: Draw): () => void {
	const controller = new AbortController();
	const { signal } = controller;
	const stop = (): void => controller.abort();
	const outbox = createOutbox((signals) => post(() => sendMessage('pageSignals', signals), stop), signal);
	const acknowledge = createAcknowledge();
	const shown = createShown({
		draw,
		signal,
		onAction: (incident, action) => {
			if (action !== 'copy') post(() => sendMessage('cardAction', { incident, action }), stop);
		},
	});
	const relay = createRelayProof(measureRelay, (media) => outbox.tell({ media }), signal);
	const listener = createListener(outbox, relay);
	removeStale();
	hearMessages((heard) => (heard.what === 'acknowledge' ? acknowledge.heard() : listener.hear(heard)), signal);
	addEventListener('pagehide', listener.leave, { signal });
	if (isCcpPage(location)) {
		watchOwnPage(outbox, signal);
		// Whether it is gone for good is the background's to find out: it may only have been loaded anew.
		addEventListener('pagehide', () => post(() => sendMessage('ccpLeft'), stop), { signal });
	}
	const ends = [
		onMessage('showCard', ({ data }) => {
			shown.show(data);
			return true;
		}),
		onMessage('awaitAcknowledge', () => acknowledge.next()),
		onMessage('cookiesBlocked', cookiesBlocked),
	];
	signal.addEventListener('abort', () => ends.forEach((end) => void end()));
	return stop;
}

/** What only the CCP's own frame shows. */
function watchOwnPage(outbox: Outbox, signal: AbortSignal): void {
	watchBanner((urls) => outbox.tell({ hints: [{ source: 'banner', kind: 'ice-collection-timeout', urls }] }), signal);
	watchPeer((hint) => outbox.tell({ hints: [hint] }), signal);
	// Requests of a page on another host are not shown to us: only the frame knows who embeds it.
	const embedder = window === window.top ? undefined : embedderOf(location.ancestorOrigins, document.referrer);
	if (embedder) outbox.tell({ embedder });
}

interface Listener {
	hear(heard: Heard): void;
	/** The page goes, and a call with it. */
	leave(): void;
}

/** Turns what the CCP says into signals; remembers of a call no more than its phase and leg. */
function createListener(outbox: Outbox, relay: RelayProof): Listener {
	let phase: CallPhase = 'idle';
	let leg: CallLeg = 'call';
	let failure: Hint['kind'] | undefined;

	function enter(next: CallPhase): void {
		if (next === phase) return;
		phase = next;
		outbox.tell({ phase });
		if (next === 'idle') relay.prove();
		else relay.yield();
	}

	function leave(): void {
		if (phase === 'idle') return;
		phase = 'idle';
		outbox.tell({ phase });
		outbox.flush();
	}

	const hear: Listener['hear'] = (heard) => {
		switch (heard.what) {
			case 'hint':
				return outbox.tell({ hints: [withCause(heard.hint)] });
			case 'phase':
				return enter(heard.phase);
			case 'report': {
				outbox.tell({ calls: [{ ...heard.call, leg }], hints: hintsOf(heard.call) });
				// A report may come while the call is still up: its end comes after it.
				return phase === 'idle' ? relay.prove() : undefined;
			}
			case 'agent': {
				const { agent } = heard;
				if (agent.phase !== 'idle') leg = agent.leg;
				if (agent.config && agent.phase !== 'idle') {
					relay.hold(agent.config.access);
					if (phase === 'idle') outbox.tell({ turn: [...agent.config.urls] });
				}
				// A state is repeated in every update: it tells of a failure once.
				if (agent.failure && agent.failure !== failure) {
					outbox.tell({ hints: [{ source: 'streams', kind: agent.failure }] });
				}
				failure = agent.failure;
				return enter(agent.phase);
			}
		}
	};

	return { hear, leave };
}

const withCause = (hint: Hint): Hint => (hint.kind === 'microphone' ? { ...hint, cause: microphoneCause() } : hint);

function hintsOf({ failure, losses }: Extract<Heard, { what: 'report' }>['call']): Hint[] {
	if (failure) return [withCause({ source: 'streams', kind: failure })];
	return losses > 0 ? [{ source: 'streams', kind: 'media-lost' }] : [];
}

/** To a worker that may be gone for good: then this script ends too. */
function post(send: () => Promise<unknown>, stop: () => void): void {
	send().catch(() => {
		if (isOrphan()) stop();
	});
}
