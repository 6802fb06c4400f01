import { storage } from '@wxt-dev/storage';
import type { EntryId } from '../core/ids.ts';
import type { Learned } from '../core/plan/types.ts';
import type { ProfileInput } from '../core/profile.ts';
import type { Report } from '../core/report/types.ts';
import type { RunState } from '../core/run-state.ts';

/** The profile of the options page; read through `settings.ts`, which lets policy overrule it. */
export const profileItem = storage.defineItem<ProfileInput | null>('local:profile', { fallback: null });
export const learnedItem = storage.defineItem<Learned>('local:learned', { fallback: {} });
export const runItem = storage.defineItem<RunState>('session:run', { fallback: { status: 'idle' } });
/** The newest finished report: what the popup shows at once, also after the browser was closed. */
export const lastReportItem = storage.defineItem<Report | null>('local:lastReport', { fallback: null });
/** Salt of `networkId` and `profileHash`, drawn once per install. */
export const saltItem = storage.defineItem<string>('local:salt', { init: () => crypto.randomUUID() });
/** The entry that is tried again until it opens, and until when (ms since the epoch). */
export const watchItem = storage.defineItem<{ entry: EntryId; until: number } | null>('session:watch', {
	fallback: null,
});
