import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Outcome } from '../core/evidence/types.ts';
import type { CardView } from '../core/incident/card-view.ts';
import { MAX_AN_HOUR, WINDOW_MS } from '../core/incident/rate.ts';
import type { PageSignals } from '../core/incident/signals.ts';
import { AUDIO_ADVICE, CONNECTED_ADVICE } from '../core/incident/words.ts';
import type { ProbeKind } from '../core/plan/types.ts';
import type { Probe } from '../probes/types.ts';
import { createIncidents } from './incidents.ts';
import { createRunner } from './runner.ts';
import {
	callsItem,
	incidentChecksItem,
	incidentItem,
	incidentsItem,
	learnedItem,
	profileItem,
	runItem,
	suggestionItem,
} from './storage.ts';

const shown: (CardView | null)[] = [];
vi.mock('./show-card.ts', () => ({
	rememberCcpTab: async () => undefined,
	showCard: async (view: CardView | null, where: object) => {
		shown.push(view);
		return where;
	},
}));

const answers: Outcome = { kind: 'answered', proof: 'http', status: 403 };
const turn: Outcome = { kind: 'answered', proof: 'turn', status: 401 };
const unresolved: Outcome = { kind: 'failed', code: 'turn-not-resolved' };
const where = { tab: 7, frame: 0 };

function incidentsOn(turnAnswers: () => Outcome, httpsAnswers: Promise<Outcome> = Promise.resolve(answers)) {
	const https = vi.fn<Probe>(() => httpsAnswers);
	const probes: Record<ProbeKind, Probe> = { https, http: https, websocket: https, turn: async () => turnAnswers() };
	const runner = createRunner({ probes, release: async () => undefined });
	return { incidents: createIncidents(runner), runner, start: vi.spyOn(runner, 'start') };
}

const error = (kind: PageSignals['hints'][number]['kind']): PageSignals => ({ hints: [{ source: 'streams', kind }] });
const phases = () => shown.map((view) => view?.phase);

beforeEach(async () => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
	fakeBrowser.reset();
	Object.assign(fakeBrowser, {
		privacy: { network: { webRTCIPHandlingPolicy: { get: async () => ({ value: 'default' }) } } },
		action: { setBadgeText: async () => {}, setBadgeBackgroundColor: async () => {}, setTitle: async () => {} },
	});
	fakeBrowser.tabs.query = async () => [];
	fakeBrowser.runtime.getManifest = () => ({ manifest_version: 3, name: 'Linecheck', version: '9.9.9' });
	shown.length = 0;
	await profileItem.setValue({ connect: { alias: 'acme', region: 'us-east-1' } });
});

describe('incidents', () => {
	it('explains a softphone error on the page: checking, then the entry', async () => {
		const { incidents } = incidentsOn(() => unresolved);
		await incidents.signals(error('ice-collection-timeout'), where);
		await vi.waitFor(() => expect(phases()).toContain('final'));
		expect(phases()[0]).toBe('checking');
		expect(shown.at(-1)?.entries).toEqual([{ id: 'connect.media.turn', label: 'Call audio (TURN)' }]);
		const [record] = await incidentsItem.getValue();
		expect(record).toMatchObject({ phase: 'final', cause: 'turn-not-resolved', entries: ['connect.media.turn'] });
	});

	it('is one incident and one check, however many frames hear it', async () => {
		const { incidents, start } = incidentsOn(() => unresolved);
		await Promise.all(
			[1, 2, 3, 4].map((frame) => incidents.signals(error('ice-collection-timeout'), { tab: 7, frame })),
		);
		await vi.waitFor(() => expect(phases()).toContain('final'));
		expect(await incidentChecksItem.getValue()).toHaveLength(1);
		expect(start.mock.calls.every(([options]) => options.trigger === 'incident')).toBe(true);
	});

	it('makes no second check within its rate limit, whatever a page says', async () => {
		const { incidents } = incidentsOn(() => unresolved);
		const start = Date.now();
		for (let i = 0; i < 50; i += 1) {
			await incidents.signals(error(i % 2 ? 'signalling-connection' : 'ice-collection-timeout'), where);
		}
		await vi.waitFor(() => expect(phases()).toContain('final'));
		expect(Date.now() - start).toBeLessThan(WINDOW_MS);
		expect(await incidentChecksItem.getValue()).toHaveLength(1);
	});

	it('says nothing of a sign that came after the check, until it has been checked itself', async () => {
		vi.useFakeTimers({ toFake: ['Date'] });
		let outcome: Outcome = turn;
		const { incidents } = incidentsOn(() => outcome);
		await incidents.signals({ hints: [{ source: 'peer', kind: 'ice-collection-timeout' }] }, where);
		await vi.waitFor(async () => expect((await runItem.getValue()).status).toBe('done'));
		expect(shown).toEqual([]);
		outcome = unresolved;
		vi.setSystemTime(Date.now() + WINDOW_MS);
		await incidents.signals(error('ice-collection-timeout'), where);
		await vi.waitFor(() => expect(phases()).toContain('final'));
		expect(phases()).not.toContain('not-network');
	});

	it('hears a check out, and checks at once what was noticed meanwhile', async () => {
		vi.stubGlobal('navigator', { onLine: true });
		let answer: (outcome: Outcome) => void = () => undefined;
		const { incidents } = incidentsOn(() => unresolved, new Promise((resolve) => (answer = resolve)));
		const url = 'https://acme.my.connect.aws/';
		const quiet = { source: 'request', kind: 'request-failed', urls: [url], code: 'proxy-unreachable' } as const;
		await incidents.signals({ hints: [quiet] }, where);
		await vi.waitFor(async () => expect((await runItem.getValue()).status).toBe('running'));
		const socket = 'wss://x8.transport.connect.us-east-1.amazonaws.com/';
		await incidents.signals({ hints: [{ source: 'streams', kind: 'signalling-connection', urls: [socket] }] }, where);
		const start = Date.now();
		answer(answers);
		const isTried = async () => {
			const run = await runItem.getValue();
			expect(run.status === 'done' && run.report.verdicts['connect.transport']?.targets).not.toEqual({});
			expect(run.status).toBe('done');
		};
		await vi.waitFor(isTried, 5000);
		expect(Date.now() - start).toBeLessThan(WINDOW_MS / 2);
		expect(await incidentChecksItem.getValue()).toHaveLength(2);
	});

	it('lets what it said stand when somebody runs all tests afterwards', async () => {
		const { incidents, runner } = incidentsOn(() => turn);
		await incidents.signals(error('ice-collection-timeout'), where);
		await vi.waitFor(() => expect(shown.at(-1)).toMatchObject({ title: 'Nothing blocked' }));
		await runner.start({ trigger: 'user' });
		await vi.waitFor(async () => expect((await runItem.getValue()).status).toBe('done'));
		await incidents.signals({ hints: [], phase: 'connected' }, where);
		expect(shown.at(-1)).toMatchObject({ title: 'Nothing blocked' });
		expect(phases().slice(phases().indexOf('not-network'))).not.toContain('checking');
	});

	it('keeps what a check has found for the signs that come right after it', async () => {
		const { incidents } = incidentsOn(() => unresolved);
		await incidents.signals(error('ice-collection-timeout'), where);
		await incidents.signals(error('web-socket-lost'), where);
		await vi.waitFor(async () => expect((await runItem.getValue()).status).toBe('done'));
		await incidents.signals(error('signalling-handshake'), where);
		await vi.waitFor(() => expect(phases()).toContain('final'));
		expect(phases().at(-1)).toBe('final');
	});

	it('drops what does not fit the schema', async () => {
		const { incidents, start } = incidentsOn(() => turn);
		for (const forged of [
			null,
			'x',
			{},
			{ hints: [{ source: 'streams', kind: 'x' }] },
			{ ...error('api'), extra: 1 },
		]) {
			await incidents.signals(forged, where);
		}
		await incidents.signals({ hints: Array.from({ length: 1000 }, () => error('api').hints[0]) }, where);
		expect(await incidentItem.getValue()).toBeNull();
		expect(start).not.toHaveBeenCalled();
	});

	it('says nothing of a caller who hung up, and starts nothing', async () => {
		const { incidents, start } = incidentsOn(() => unresolved);
		await incidents.signals({ hints: [...error('caller-left').hints, ...error('webrtc').hints] }, where);
		expect(shown.filter((view) => view !== null)).toEqual([]);
		expect(start).not.toHaveBeenCalled();
	});

	it('tries a standing cause again and tells when it is fixed', async () => {
		let outcome: Outcome = unresolved;
		const { incidents } = incidentsOn(() => outcome);
		await incidents.signals(error('ice-collection-timeout'), where);
		await vi.waitFor(() => expect(phases()).toContain('final'));
		const id = (await incidentItem.getValue())?.incident.id ?? '';
		outcome = turn;
		await incidents.command(id, 'retry');
		expect(phases()).not.toContain('fixed');
		vi.setSystemTime(Date.now() + 2 * WINDOW_MS);
		await incidents.command(id, 'retry');
		await vi.waitFor(() => expect(phases()).toContain('fixed'));
		expect(shown.at(-1)).toMatchObject({ phase: 'fixed', agent: 'Fixed: you can take calls.' });
	});

	it('says what it knows where the hour has no check left', async () => {
		const { incidents, start } = incidentsOn(() => unresolved);
		const hour = Array.from({ length: MAX_AN_HOUR }, (_, i) => Date.now() - (i + 2) * WINDOW_MS).toReversed();
		await incidentChecksItem.setValue(hour);
		await incidents.signals(error('ice-collection-timeout'), where);
		await vi.waitFor(() => expect(shown.at(-1)).toMatchObject({ phase: 'not-network', title: 'Cause not found' }));
		expect(start).not.toHaveBeenCalled();
	});

	it('advises anew when a call begins', async () => {
		const { incidents } = incidentsOn(() => unresolved);
		await incidents.signals(error('ice-collection-timeout'), where);
		await vi.waitFor(() => expect(phases()).toContain('final'));
		expect(shown.at(-1)?.meanwhile).toEqual(AUDIO_ADVICE);
		await incidents.signals({ hints: [], phase: 'connected' }, where);
		await vi.waitFor(() => expect(shown.at(-1)?.meanwhile).toEqual(CONNECTED_ADVICE));
	});

	it('is not fixed by a retry that was cut short', async () => {
		const { incidents, start } = incidentsOn(() => unresolved);
		await incidents.signals(error('ice-collection-timeout'), where);
		await vi.waitFor(() => expect(phases()).toContain('final'));
		await start.mock.results[0]?.value;
		const standing = await incidentItem.getValue();
		const run = await runItem.getValue();
		if (!standing || run.status !== 'done') throw new Error('not explained');
		const explanation = { ...standing.explanation, cause: 'offline' as const, entries: [], rules: [] };
		await incidentItem.setValue({ ...standing, explanation, retrying: true });
		const report = { ...run.report, findings: [], verdicts: {} };
		await runItem.setValue({ status: 'cancelled', report });
		await vi.waitFor(async () => expect((await incidentItem.getValue())?.retrying).toBe(false));
		expect(phases()).not.toContain('fixed');
	});

	it('checks with what the traffic told, before anybody has set it up', async () => {
		await profileItem.setValue(null);
		const { incidents } = incidentsOn(() => unresolved);
		await incidents.signals(error('ice-collection-timeout'), where);
		await vi.waitFor(() => expect(phases()).toContain('not-network'));
		expect(shown.at(-1)).toMatchObject({ title: 'Not checked', entries: [] });

		await suggestionItem.setValue({ alias: 'acme', domain: 'my.connect.aws', region: 'us-east-1' });
		await incidentItem.setValue(null);
		await incidentChecksItem.setValue([]);
		await incidents.signals(error('ice-collection-timeout'), where);
		await vi.waitFor(() => expect(phases()).toContain('final'));
		expect(shown.at(-1)?.entries).toEqual([{ id: 'connect.media.turn', label: 'Call audio (TURN)' }]);
	});

	it.each([
		['schedule', 'cancelled'],
		['user', 'running'],
	] as const)('leaves a run by %s %s when a call begins', async (trigger, status) => {
		const forever: Probe = () => new Promise(() => {});
		const probes: Record<ProbeKind, Probe> = { https: forever, http: forever, websocket: forever, turn: forever };
		const runner = createRunner({ probes, release: async () => undefined });
		void runner.start({ trigger });
		await vi.waitFor(async () => expect((await runItem.getValue()).status).toBe('running'));
		await createIncidents(runner).signals({ hints: [], phase: 'connecting' }, where);
		await new Promise((resolve) => setTimeout(resolve, 200));
		expect((await runItem.getValue()).status).toBe(status);
		runner.cancel();
	});

	it('says that it is fixed when the CCP opens its web socket again', async () => {
		const url = 'wss://x7.transport.connect.us-east-1.amazonaws.com/';
		const { incidents } = incidentsOn(() => turn);
		await incidents.signals(
			{ hints: [{ source: 'request', kind: 'request-failed', urls: [url], code: 'tcp-reset' }] },
			where,
		);
		await vi.waitFor(() => expect(phases()).toContain('final'));
		expect(shown.at(-1)?.entries).toEqual([{ id: 'connect.transport', label: 'Signalling (CCP v2)' }]);
		await incidents.opened('other.transport.connect.us-east-1.amazonaws.com');
		expect(phases()).not.toContain('fixed');
		await incidents.opened(new URL(url).host);
		expect(shown.at(-1)).toMatchObject({ phase: 'fixed' });
	});

	it('shows a silenced cause no more', async () => {
		const { incidents } = incidentsOn(() => unresolved);
		await incidents.signals(error('ice-collection-timeout'), where);
		await vi.waitFor(() => expect(phases()).toContain('final'));
		await incidents.command((await incidentItem.getValue())?.incident.id ?? '', 'silence');
		await incidentItem.setValue(null);
		await incidentChecksItem.setValue([]);
		shown.length = 0;
		await incidents.signals(error('ice-collection-timeout'), where);
		await vi.waitFor(async () => expect((await incidentItem.getValue())?.explanation.phase).toBe('final'));
		expect(phases()).not.toContain('final');
	});

	it('learns no host from a text of the page', async () => {
		const { incidents } = incidentsOn(() => turn);
		const urls = ['turn:turnnlb-0000000000000000.elb.us-east-1.amazonaws.com:3478?transport=udp'];
		await incidents.signals({ hints: [{ source: 'banner', kind: 'ice-collection-timeout', urls }] }, where);
		await vi.waitFor(async () => expect((await runItem.getValue()).status).toBe('done'));
		expect(await learnedItem.getValue()).toEqual({});
		expect(phases()).toEqual([]);
	});

	it('keeps call outcomes and learns the TURN hosts of the calls', async () => {
		const { incidents } = incidentsOn(() => turn);
		const host = 'turnnlb-0123456789abcdef.elb.us-east-1.amazonaws.com';
		await incidents.signals({ hints: [], turn: [`turn:${host}:3478?transport=udp`] }, where);
		await incidents.signals({ hints: [], calls: [{ setUpMs: { ice: 90 }, losses: 0, leg: 'call' }] }, where);
		expect((await learnedItem.getValue())['connect.media.turn']).toEqual([host]);
		expect(await callsItem.getValue()).toEqual([expect.objectContaining({ result: 'good', setUpMs: { ice: 90 } })]);
	});

	it('tells two calls apart that end in the same moment', async () => {
		const { incidents } = incidentsOn(() => turn);
		const call = { setUpMs: {}, losses: 0, leg: 'call' };
		const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.now());
		await incidents.signals({ hints: [], calls: [call, call] }, where);
		clock.mockRestore();
		expect(new Set((await callsItem.getValue()).map(({ at }) => at)).size).toBe(2);
	});
});
