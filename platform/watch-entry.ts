import type { EntryId } from '../core/ids.ts';
import { callPhase } from './call.ts';
import type { Runner } from './runner.ts';
import { lastReportItem, watchItem } from './storage.ts';

/** Between two tries, ms; and how long a watch lasts if the entry stays shut, ms. */
const EVERY_MS = 5_000;
const AT_MOST_MS = 10 * 60_000;

export interface EntryWatch {
	start(entry: EntryId): Promise<void>;
	stop(): Promise<void>;
	/** Goes on with the watch that an earlier life of this worker left. */
	resume(): Promise<void>;
}

/** Tries a blocked entry again and again until it opens: for the administrator who is changing the rule right now. */
export function createEntryWatch(runner: Runner): EntryWatch {
	let going = false;

	async function go(): Promise<void> {
		if (going) return;
		going = true;
		try {
			await untilOpen();
			await watchItem.setValue(null);
		} finally {
			going = false;
		}
	}

	async function untilOpen(): Promise<void> {
		for (
			let watch = await watchItem.getValue();
			watch && Date.now() < watch.until;
			watch = await watchItem.getValue()
		) {
			if ((await callPhase()) === 'idle') await runner.start({ trigger: 'watch', entries: [watch.entry] });
			const verdict = (await lastReportItem.getValue())?.verdicts[watch.entry]?.verdict;
			if (verdict === 'reachable' || verdict === 'degraded') return;
			await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
		}
	}

	return {
		start: async (entry) => {
			await watchItem.setValue({ entry, until: Date.now() + AT_MOST_MS });
			void go();
		},
		stop: () => watchItem.setValue(null),
		resume: go,
	};
}
