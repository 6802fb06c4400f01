import { defineExtensionMessaging } from '@webext-core/messaging';
import { browser } from 'wxt/browser';
import type { Outcome } from '../core/evidence/types.ts';
import type { EntryId } from '../core/ids.ts';
import type { CardView } from '../core/incident/card-view.ts';
import type { PageSignals } from '../core/incident/signals.ts';
import type { Target } from '../core/plan/types.ts';
import type { Trigger } from '../core/report/types.ts';

/** `test` sends an event now. */
export type TelemetryCommand = 'test' | 'pause' | 'resume' | 'clear';

interface Messages {
	/** Starts a run over all entries, or over those named. A run under way is left to finish. */
	startRun(options: { trigger: Trigger; entries?: readonly EntryId[] }): void;
	cancelRun(): void;
	/** From a view that shows a run under way: should its worker have died, this starts a new one. */
	wake(): void;
	/** Tries a blocked entry again every 5 s until it opens. */
	watchEntry(options: { entry: EntryId; on: boolean }): void;
	/** From the options page: what to do with the outbox. */
	telemetry(command: TelemetryCommand): void;
	/** To the offscreen document: one TURN attempt. */
	probeTurn(options: { attempt: string; target: Target }): Outcome;
	abortTurn(attempt: string): void;
	/** From a frame, at most once a second: what it noticed. */
	pageSignals(signals: PageSignals): void;
	/** From a CCP's own frame: its page goes, for another one or with its tab. */
	ccpLeft(): void;
	/** From the card: the agent's click, or a standing cause that is due to be tried again. */
	cardAction(action: { incident: string; action: 'close' | 'silence' | 'details' | 'retry' }): void;
	/** To the frame where the agent looks; null takes the card away. False: it has none of our scripts. */
	showCard(view: CardView | null): boolean;
	/** To the frame that embeds a CCP: whether the CCP answers Streams within 5 s. */
	awaitAcknowledge(): boolean;
	/** To the CCP's own frame. */
	cookiesBlocked(): boolean;
}

export const { sendMessage, onMessage } = defineExtensionMessaging<Messages>();

/** What only the extension's own pages and worker may ask: a content script's process is not trusted. */
export const onOwnMessage: typeof onMessage = (type, handle) =>
	onMessage(type, (message) => {
		if (!message.sender.url?.startsWith(browser.runtime.getURL('/'))) throw new Error(`${type} is not for pages`);
		return handle(message);
	});
