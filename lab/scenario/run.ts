import { setTimeout as delay } from 'node:timers/promises';
import type { FailureCode, Verdict } from '../../core/ids.ts';
import type { Report } from '../../core/report/types.ts';
import type { Browser, BrowserName, Page } from '../browsers/types.ts';
import { effectsOfFaults } from '../faults/registry.ts';
import { createLab, type Lab } from '../lab.ts';
import { hostsOf, type Site } from '../net/hosts.ts';
import { check } from './check.ts';
import { differences, pageDifferences } from './judge.ts';
import { launch } from './launch.ts';
import { type PageOutcome, type RowCard, type RowIncident, runPage } from './page-run.ts';
import type { Scenario } from './schema.ts';
import { settingsFor } from './settings.ts';
import { SETTLE_MS } from './settle.ts';
import { siteOf } from './site.ts';

/** The result of one scenario in one browser: what `--json` writes. */
export interface Row {
	readonly name: string;
	readonly browser: BrowserName;
	readonly verdicts: Readonly<Record<string, RowVerdict>>;
	readonly findings: Report['findings'];
	readonly durationMs: number;
	readonly pass: boolean;
	/** Only of a scenario with a page: what it caused, and what the page showed; null where nothing. */
	readonly incident?: RowIncident | null;
	readonly card?: RowCard | null;
}

interface RowVerdict {
	readonly verdict: Verdict;
	readonly cause: FailureCode | null;
	readonly targets: Readonly<Record<string, unknown>>;
}

/** A row with what is not written: the whole report, and in what it differs from what was expected. */
export interface Result extends Row {
	readonly report: Report | undefined;
	readonly differences: readonly string[];
}

interface Options {
	readonly headed?: boolean;
	/** A lab to use; else one is built, and closed at the end. */
	readonly lab?: Lab;
	readonly onResult?: (result: Result) => void;
}

function verdictsOf(report: Report | undefined): Row['verdicts'] {
	const verdicts = Object.entries(report?.verdicts ?? {}).map(([entry, { verdict, cause, targets }]) => [
		entry,
		{ verdict, cause: cause ?? null, targets },
	]);
	return Object.fromEntries(verdicts);
}

/** A page whose failure needed no check has no report. */
function toPageRow(scenario: Scenario, browser: BrowserName, outcome: PageOutcome): Result {
	const { report, incident, card, trouble } = outcome;
	const found = [
		...trouble,
		...pageDifferences(scenario, outcome, browser),
		...(report
			? differences(scenario, report, browser)
			: (scenario.expect.blocked ?? []).map(({ entry }) => `not accused: ${entry}`)),
	];
	return {
		name: scenario.name,
		browser,
		verdicts: verdictsOf(report),
		findings: report?.findings ?? [],
		durationMs: report?.durationMs ?? 0,
		pass: found.length === 0,
		incident,
		card,
		report,
		differences: found,
	};
}

function toRow(scenario: Scenario, browser: BrowserName, report: Report): Result {
	const found = differences(scenario, report, browser);
	return {
		name: scenario.name,
		browser,
		verdicts: verdictsOf(report),
		findings: report.findings,
		durationMs: report.durationMs,
		pass: found.length === 0,
		report,
		differences: found,
	};
}

interface Job {
	readonly index: number;
	readonly scenario: Scenario;
	readonly site: Site;
	/** What the browser must be started with, as JSON: jobs with the same share a browser. */
	readonly key: string;
}

function jobsFor(browser: BrowserName, scenarios: readonly Scenario[]): readonly Job[] {
	return scenarios.map((scenario, index) => {
		const site = siteOf(scenario);
		const effects = effectsOfFaults(scenario.network, { site, hosts: hostsOf(site) });
		return { index, scenario, site, key: JSON.stringify(settingsFor(browser, effects, site)) };
	});
}

/** Brings the lab into a scenario's state. A site that it serves already is kept. */
interface Stage {
	serve(job: Job): Promise<void>;
	bend(job: Job): Promise<void>;
}

/**
 * The network in which a page is opened: clean, but with the proxy that the browser is told to use. It denies from the
 * start, since a proxy that starts anew is gone for a second, and what fails then is none of the scenario's.
 */
function beforeFaults({ network }: Scenario): Scenario['network'] {
	const denials = network.filter(({ fault }) => fault === 'proxy-deny');
	if (denials.length > 0) return denials;
	return network.some(({ fault }) => fault.startsWith('proxy')) ? [{ fault: 'proxy' }] : [];
}

function stageOf(lab: Lab, browser: BrowserName): Stage {
	let served = '';
	return {
		serve: async ({ site, scenario }) => {
			const wanted = JSON.stringify(site);
			const isPage = site.page !== undefined;
			if (wanted !== served) await lab.serve(site);
			if (isPage) await lab.apply(beforeFaults(scenario));
			served = wanted;
			if (isPage) await delay(SETTLE_MS[browser]);
		},
		bend: async ({ scenario, site }) => {
			// A page that stands keeps its connections where nothing is to be bent.
			const isBent = JSON.stringify(beforeFaults(scenario)) === JSON.stringify(scenario.network);
			if (site.page !== undefined && isBent) return;
			await lab.apply(scenario.network);
			await delay(SETTLE_MS[browser]);
		},
	};
}

interface Run extends Options {
	readonly browser: Browser;
	readonly lab: Lab;
	readonly stage: Stage;
}

async function runJob({ browser, lab, stage }: Run, job: Job, extension: Page): Promise<Result> {
	const { scenario, site } = job;
	if (!scenario.page) return toRow(scenario, browser.name, await check(extension, scenario.profile, scenario.learned));
	const bend = () => stage.bend(job);
	return toPageRow(scenario, browser.name, await runPage({ browser, extension, lab, scenario, site, bend }));
}

async function runJobs(jobs: readonly Job[], run: Run) {
	const results: (readonly [number, Result])[] = [];
	let page: Page | undefined;
	for (const job of jobs) {
		// First: Firefox opens no tab while a proxy's question for a password stands.
		page ??= await run.browser.openExtensionPage('popup.html');
		await run.stage.serve(job);
		if (!job.scenario.page) await run.stage.bend(job);
		const result = await runJob(run, job, page);
		run.onResult?.(result);
		results.push([job.index, result]);
	}
	return results;
}

async function runInBrowser(name: BrowserName, scenarios: readonly Scenario[], lab: Lab, options: Options) {
	const jobs = jobsFor(name, scenarios);
	const stage = stageOf(lab, name);
	const results: (readonly [number, Result])[] = [];
	for (const key of new Set(jobs.map((job) => job.key))) {
		const browser = await launch(name, lab, JSON.parse(key), { headed: options.headed ?? false });
		try {
			const mine = jobs.filter((job) => job.key === key);
			results.push(...(await runJobs(mine, { ...options, browser, lab, stage })));
		} finally {
			await browser.close();
		}
	}
	return results.toSorted(([a], [b]) => a - b).map(([, result]) => result);
}

/** Runs scenarios in browsers, one after another; results in the order of the scenarios, browser by browser. */
export async function runScenarios(
	scenarios: readonly Scenario[],
	browsers: readonly BrowserName[],
	options: Options = {},
): Promise<readonly Result[]> {
	const lab = options.lab ?? (await createLab());
	try {
		const results: Result[] = [];
		for (const name of browsers) results.push(...(await runInBrowser(name, scenarios, lab, options)));
		return results;
	} finally {
		if (options.lab === undefined) await lab.close();
	}
}
