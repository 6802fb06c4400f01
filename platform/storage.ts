import { storage } from '@wxt-dev/storage';
import type { EntryId } from '../core/ids.ts';
import type { CallOutcome } from '../core/incident/calls.ts';
import type { SeenHosts, Suggestion } from '../core/incident/learn.ts';
import type { IncidentRecord, StandingIncident } from '../core/incident/standing.ts';
import type { CallOn } from '../core/incident/types.ts';
import type { Learned } from '../core/plan/types.ts';
import type { ProfileInput } from '../core/profile.ts';
import type { Report } from '../core/report/types.ts';
import type { RunState } from '../core/run-state.ts';
import type { TelemetryInput } from '../core/telemetry/config.ts';
import type { TelemetryStatus } from '../core/telemetry/status.ts';

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
/** The newest incident: what it is, where its card stands, what its checks found. */
export const incidentItem = storage.defineItem<StandingIncident | null>('session:incident', { fallback: null });
/** When checks that a page caused were made, ms since the epoch: their rate is limited. */
export const incidentChecksItem = storage.defineItem<readonly number[]>('session:incidentChecks', { fallback: [] });
/** The calls that are set up or on: the frame that hears each, and since when (ms since the epoch). */
export const callsOnItem = storage.defineItem<readonly CallOn[]>('session:callsOn', { fallback: [] });
/** Tabs that show a CCP, the newest last. */
export const ccpTabsItem = storage.defineItem<readonly number[]>('session:ccpTabs', { fallback: [] });
/** Origins of pages that embed a CCP and that no permission covers, by tab. */
export const embeddersItem = storage.defineItem<Readonly<Record<string, string>>>('session:embedders', {
	fallback: {},
});
/** Causes that the agent does not want to be shown again, until when (ms since the epoch). */
export const silencedItem = storage.defineItem<Readonly<Record<string, number>>>('local:silenced', { fallback: {} });
/** Softphone sessions, the newest last: the 2 percent rule counts them. */
export const callsItem = storage.defineItem<readonly CallOutcome[]>('local:calls', { fallback: [] });
/** Incidents that are over, the newest last. */
export const incidentsItem = storage.defineItem<readonly IncidentRecord[]>('local:incidents', { fallback: [] });
/** Hosts of the agent's own traffic and when each was last seen; `learnedItem` is made from them. */
export const seenHostsItem = storage.defineItem<SeenHosts>('local:seenHosts', { fallback: {} });
/** What the agent's own traffic says of the profile. */
export const suggestionItem = storage.defineItem<Suggestion>('local:suggestion', { fallback: {} });
/** Telemetry of the options page, with the user's own token; read through `settings.ts`. */
export const telemetryItem = storage.defineItem<TelemetryInput | null>('local:telemetry', { fallback: null });
/** Who sends, in telemetry: drawn once per install. */
export const installIdItem = storage.defineItem<string>('local:installId', { init: () => crypto.randomUUID() });
/** How sending stands, for the views; the outbox itself is in IndexedDB. */
export const telemetryStatusItem = storage.defineItem<TelemetryStatus>('session:telemetryStatus', {
	fallback: { status: 'off', queued: 0 },
});
