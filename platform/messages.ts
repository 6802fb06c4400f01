import { defineExtensionMessaging } from '@webext-core/messaging';
import type { Outcome } from '../core/evidence/types.ts';
import type { EntryId } from '../core/ids.ts';
import type { Target } from '../core/plan/types.ts';
import type { Trigger } from '../core/report/types.ts';

interface Messages {
	/** Starts a run over all entries, or over those named. A run under way is left to finish. */
	startRun(options: { trigger: Trigger; entries?: readonly EntryId[] }): void;
	cancelRun(): void;
	/** Tries a blocked entry again every 5 s until it opens. */
	watchEntry(options: { entry: EntryId; on: boolean }): void;
	/** To the offscreen document: one TURN attempt. */
	probeTurn(options: { attempt: string; target: Target }): Outcome;
	abortTurn(attempt: string): void;
}

export const { sendMessage, onMessage } = defineExtensionMessaging<Messages>();
