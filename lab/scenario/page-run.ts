import { setTimeout as delay } from 'node:timers/promises';
import type { EntryId } from '../../core/ids.ts';
import type { IncidentKind, OtherAllowlist } from '../../core/incident/kinds.ts';
import { SAME_FAILURE_MS } from '../../core/incident/merge.ts';
import type { Report } from '../../core/report/types.ts';
import type { Browser, Page } from '../browsers/types.ts';
import type { Lab } from '../lab.ts';
import type { Site } from '../net/hosts.ts';
import { lookUntil } from '../until.ts';
import { type PageState, readCard, readState, resetAgent } from './page-look.ts';
import { addressOf } from './page-site.ts';
import type { Scenario } from './schema.ts';

/** What the page's failure came to. */
export interface PageOutcome {
	readonly report: Report | undefined;
	readonly incident: RowIncident | null;
	readonly card: RowCard | null;
	/** What the lab's own page did not do. */
	readonly trouble: readonly string[];
}

export interface RowIncident {
	readonly kind: IncidentKind;
	readonly causes: readonly string[];
	readonly entries: readonly (EntryId | OtherAllowlist)[];
}

/** Times in ms from the page's first error signal; from the start of the gathering where the peer connection told first. */
export interface RowCard {
	readonly cause: string | null;
	readonly phase: string;
	readonly entries: readonly (EntryId | OtherAllowlist)[];
	readonly firstMs: number | null;
	readonly suspectedMs: number | null;
	readonly finalMs: number | null;
	readonly text: string;
}

interface Told {
	readonly ready?: number;
	readonly gathering?: number;
	readonly failed?: number;
	readonly connected?: number;
}
interface LabWindow {
	readonly lab?: { readonly told: Told; ring(): void };
}

const POLL_MS = 50;
/** A page that stands and is acknowledged; a call with all its limits; quiet after which nothing more is expected. */
const READY_MS = 20_000;
const CALL_MS = 30_000;
const QUIET_MS = 7000;
/** What stands so long is the explanation: signs of one failure come from several sources, one after the other. */
const STEADY_MS = 500;
const FIXED_MS = 45_000;

const told = (page: Page) => page.evaluate(() => (globalThis as LabWindow).lab?.told ?? {});

/** The incident is explained and its run is through. */
function isSettled({ incident, run }: PageState): boolean {
	const phase = incident?.explanation.phase;
	const over = phase === 'final' || phase === 'not-network' || phase === 'fixed';
	return over && run?.status !== 'running';
}

interface Stage {
	readonly browser: Browser;
	/** A page of the extension, to look from. */
	readonly extension: Page;
	readonly lab: Lab;
	readonly scenario: Scenario;
	readonly site: Site;
	/** Brings the faults over a page that stands. */
	readonly bend: () => Promise<void>;
}

/** Opens the page on a clean network, bends the network, rings, and reads what the product made of it. */
export async function runPage(stage: Stage): Promise<PageOutcome> {
	const { browser, extension, scenario, site, lab, bend } = stage;
	const { page: wanted } = scenario;
	if (!wanted || !site.page) throw new Error('a scenario without a page');
	const address = addressOf(site.page, scenario.profile);
	await extension.evaluate(resetAgent, { profile: scenario.profile, learned: scenario.learned });
	const page = await browser.openPage(address);
	try {
		const framed = wanted.framing === 'approved' || wanted.host === 'ccp';
		if (framed)
			await lookUntil(
				() => told(page),
				({ ready }) => ready !== undefined,
				READY_MS,
			);
		if (framed) await bend();
		if (wanted.call && framed) await page.evaluate(() => (globalThis as LabWindow).lab?.ring());
		await settle(stage, page, wanted.call && framed);
		for (let calls = 1; calls < wanted.calls; calls += 1) {
			await delay(SAME_FAILURE_MS + 1000);
			const at = Date.now();
			await page.evaluate(() => (globalThis as LabWindow).lab?.ring());
			await lookUntil(
				() => extension.evaluate(readState),
				({ run }) => run !== null && 'report' in run && Date.parse(run.report.startedAt) >= at,
				CALL_MS,
			);
			await settle(stage, page, true);
		}
		if (wanted.recovers) {
			await lab.reset();
			await lookUntil(
				() => extension.evaluate(readState),
				({ incident }) => incident?.explanation.phase === 'fixed',
				FIXED_MS,
			);
		}
		const signs = await told(page);
		const outcome = await outcomeOf(extension, signs, address);
		// Explained before the CCP itself gives up: nothing more is waited for.
		return { ...outcome, trouble: framed && !outcome.incident ? troubleOf(signs, wanted.call) : [] };
	} finally {
		await page.close();
	}
}

/** What is expected was noticed: some signs come after the explanation of the first. */
function noticed({ expect: { incident: wanted } }: Scenario, { incident: standing }: PageState): boolean {
	if (!wanted) return true;
	return standing !== null && (wanted.kind === undefined || standing.incident.kind === wanted.kind);
}

/** Waits for the explanation; with none, for some quiet after the call was over and what is expected was noticed. */
async function settle({ extension, scenario }: Stage, page: Page, rings: boolean): Promise<void> {
	const start = performance.now();
	let over: number | undefined;
	let settled: number | undefined;
	while (performance.now() - start < CALL_MS) {
		const state = await extension.evaluate(readState);
		const isNoticed = noticed(scenario, state);
		settled = isNoticed && isSettled(state) ? (settled ?? performance.now()) : undefined;
		if (settled !== undefined && performance.now() - settled > STEADY_MS) return;
		const { failed, connected } = await told(page);
		// A check may wait for its rate limit.
		const isDue = state.incident?.explanation.phase === 'checking';
		const ended = isNoticed && !isDue && (!rings || failed !== undefined || connected !== undefined);
		over = ended ? (over ?? performance.now()) : undefined;
		if (over !== undefined && performance.now() - over > QUIET_MS && state.run?.status !== 'running') return;
		await delay(POLL_MS);
	}
}

function troubleOf({ ready, failed, connected }: Told, rings: boolean): string[] {
	if (ready === undefined) return ['page: the CCP did not get ready'];
	return rings && failed === undefined && connected === undefined
		? ['page: the call neither failed nor connected']
		: [];
}

async function outcomeOf(extension: Page, signs: Told, address: string): Promise<Omit<PageOutcome, 'trouble'>> {
	const { incident: standing, run } = await extension.evaluate(readState);
	const text = await extension.evaluate(readCard, address);
	const report = run && 'report' in run ? run.report : undefined;
	if (!standing) return { report, incident: null, card: null };
	const { incident, explanation, shownMs } = standing;
	const { cause, entries, phase } = explanation;
	const first = incident.hints[0]?.source === 'peer' ? signs.gathering : signs.failed;
	const late = incident.at - (first ?? incident.at);
	const since = (ms: number | undefined) => (ms === undefined ? null : ms + late);
	const shown = Object.values(shownMs);
	return {
		report,
		incident: { kind: incident.kind, causes: cause ? [cause] : [], entries },
		card:
			text === null
				? null
				: {
						cause: cause ?? null,
						phase,
						entries,
						firstMs: since(shown.length > 0 ? Math.min(...shown) : undefined),
						suspectedMs: since(shownMs.suspected ?? shownMs.final),
						finalMs: since(shownMs.final ?? shownMs['not-network']),
						text,
					},
	};
}
