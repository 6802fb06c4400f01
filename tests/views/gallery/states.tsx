import type { ComponentChild } from 'preact';
import { OptionsPage } from '../../../components/options/OptionsPage.tsx';
import { Popup, type PopupProps } from '../../../components/popup/Popup.tsx';
import type { CallsProps } from '../../../components/report/CallsSection.tsx';
import { ReportPage } from '../../../components/report/ReportPage.tsx';
import { WelcomePage } from '../../../components/welcome/WelcomePage.tsx';
import type { CallOutcome } from '../../../core/incident/calls.ts';
import type { RunState } from '../../../core/run-state.ts';
import { mergeSettings, type Settings } from '../../../core/settings.ts';
import type { TelemetryStatus } from '../../../core/telemetry/status.ts';
import { PLAN, PROFILE, STARTED_AT } from '../../fixtures/reports/build.ts';
import * as reports from '../../fixtures/reports/index.ts';
import { optionsActions, popupActions, reportActions } from './actions.ts';

const NOW = STARTED_AT + 95_000;
const progress = { done: 9, total: PLAN.targets.length };

const popup = (state: RunState, more: Partial<PopupProps> = {}): ComponentChild => (
	<Popup state={state} profile={PROFILE} plan={PLAN} now={NOW} actions={popupActions} {...more} />
);

const reportPage = (state: RunState, pages?: CallsProps): ComponentChild => (
	<ReportPage state={state} profile={PROFILE} plan={PLAN} pages={pages} actions={reportActions} />
);

/** 240 calls, one in 30 failed; the newest one measured; two failures on pages. */
const CALLS: CallsProps = {
	calls: Array.from({ length: 240 }, (_, i): CallOutcome => {
		const failed = i % 30 === 0;
		const outcome = failed
			? ({ result: 'failed', reason: 'ice-collection-timeout' } as const)
			: ({ result: 'good' } as const);
		const media = { rttMs: 41, jitterMs: 1.4, lossPercent: 0.3, mos: 4.37 };
		const leg = i % 7 === 0 ? 'transfer' : 'call';
		return {
			at: NOW - (240 - i) * 600_000,
			...outcome,
			setUpMs: { ice: 90 },
			losses: 0,
			leg,
			...(i === 239 && { media }),
		};
	}),
	incidents: [
		{
			id: 'a',
			at: NOW - 600_000,
			kind: 'ice-collection-timeout',
			phase: 'final',
			cause: 'turn-unanswered',
			entries: ['connect.media.turn'],
			occurrences: 3,
		},
		{
			id: 'b',
			at: NOW - 300_000,
			kind: 'microphone',
			phase: 'not-network',
			cause: 'microphone-policy',
			entries: ['salesforce.permissions-policy'],
			occurrences: 1,
		},
	],
};

const optionsPage = (settings: Settings, telemetry: TelemetryStatus = { status: 'off', queued: 0 }): ComponentChild => (
	<OptionsPage settings={settings} telemetry={telemetry} now={NOW} actions={optionsActions} />
);

const welcome = (state: RunState, profile?: typeof PROFILE): ComponentChild => (
	<WelcomePage state={state} profile={profile} now={NOW} actions={popupActions} />
);

/** As an administrator gets it wrong: one value out of the list, one key misspelt. */
const POLICY = { connectRegion: 'us-east-1', connectInstanceId: 'x', ingeniusRegion: 'us-west-2', conectAlias: 'acme' };

const TELEMETRY_POLICY = {
	telemetryEndpoint: 'https://logs.example.com/otlp',
	telemetryToken: 'of-the-organisation',
	telemetrySite: 'Lisbon',
	telemetryNames: true,
	telemetryAgentName: 'Ada',
	telemetryIntervalMinutes: 20,
	telemetryCalls: true,
};

/** Every state of every page, by the name that the address asks for. */
export const STATES: Readonly<Record<string, () => ComponentChild>> = {
	'popup-first-run': () => popup({ status: 'idle' }, { profile: undefined }),
	'popup-suggestion': () =>
		popup(
			{ status: 'idle' },
			{
				profile: undefined,
				suggestion: { alias: 'acme', domain: 'awsapps.com', region: 'us-east-1', ingeniusRegion: 'us-west-2' },
			},
		),
	'popup-unwatched': () => popup({ status: 'done', report: reports.allGood }, { unwatched: 'https://crm.example.net' }),
	'popup-not-checked': () => popup({ status: 'idle' }),
	'popup-running': () => popup({ status: 'running', report: reports.started, progress, worker: 'w' }),
	'popup-suspected': () =>
		popup({ status: 'running', report: reports.suspected, progress: { ...progress, done: 21 }, worker: 'w' }),
	'popup-all-good': () => popup({ status: 'done', report: reports.allGood }),
	'popup-one-blocked': () => popup({ status: 'done', report: reports.oneBlocked }),
	'popup-watching': () => popup({ status: 'done', report: reports.oneBlocked }, { watching: 'connect.media.turn' }),
	'popup-many-blocked': () => popup({ status: 'done', report: reports.manyBlocked }),
	'popup-chat-blocked': () => popup({ status: 'done', report: reports.chatBlocked }),
	'popup-offline': () => popup({ status: 'done', report: reports.offline }),
	'popup-proxy-down': () => popup({ status: 'done', report: reports.proxyDown }),
	'popup-could-not-tell': () => popup({ status: 'done', report: reports.couldNotTell }),
	'popup-ask-hosts': () =>
		popup({ status: 'done', report: reports.allGood }, { unpermitted: ['https://gateway.acme.example:8443/'] }),
	'popup-cancelled': () => popup({ status: 'cancelled', report: reports.started }),
	'popup-old': () => popup({ status: 'done', report: reports.allGood }, { now: NOW + 8 * 3_600_000 }),
	'popup-error': () => popup({ status: 'failed', error: 'The offscreen document could not be opened.' }),
	'report-none': () => reportPage({ status: 'idle' }),
	'report-one-blocked': () => reportPage({ status: 'done', report: reports.oneBlocked }),
	'report-many-blocked': () => reportPage({ status: 'done', report: reports.manyBlocked }),
	'report-all-good': () => reportPage({ status: 'done', report: reports.allGood }),
	'report-calls': () => reportPage({ status: 'done', report: reports.allGood }, CALLS),
	'report-running': () => reportPage({ status: 'running', report: reports.suspected, progress, worker: 'w' }),
	'options-empty': () => optionsPage(mergeSettings({}, null)),
	'options-filled': () => optionsPage(mergeSettings({}, PROFILE)),
	'options-policy': () => optionsPage(mergeSettings(POLICY, null)),
	'options-sending': () =>
		optionsPage(mergeSettings({}, PROFILE, { endpoint: 'https://logs.example.com', token: 'typed' }), {
			status: 'ok',
			queued: 0,
			lastSentAt: NOW - 42_000,
		}),
	'options-waiting': () =>
		optionsPage(mergeSettings({}, PROFILE, { endpoint: 'https://logs.example.com', intervalMinutes: 15 }), {
			status: 'waiting',
			queued: 12,
			problem: 'busy or down (503)',
			nextTryAt: NOW + 180_000,
		}),
	'options-telemetry-policy': () =>
		optionsPage(mergeSettings(TELEMETRY_POLICY, PROFILE), {
			status: 'paused',
			queued: 3,
			problem: 'token refused (401)',
			nextTryAt: NOW + 3_600_000,
		}),
	'welcome-first': () => welcome({ status: 'idle' }),
	'welcome-running': () => welcome({ status: 'running', report: reports.started, progress, worker: 'w' }, PROFILE),
	'welcome-done': () => welcome({ status: 'done', report: reports.oneBlocked }, PROFILE),
};
