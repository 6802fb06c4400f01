import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	type Browser,
	type BrowserName,
	createLab,
	extensionDir,
	type Lab,
	launchBrowser,
	loadScenario,
	type Page,
	runScenarios,
	shippedScenarios,
} from '../lab/index.ts';
import { LEARNED, PROFILE } from './cases.ts';
import { mainThreadMs } from './cpu.ts';
import { distribution } from './statistics.ts';

/** One figure of what Linecheck does to a page, or for it. */
export interface PageResult {
	readonly case: string;
	readonly browser: BrowserName;
	readonly figure: string;
	readonly runs: number;
	readonly median: number;
	readonly p95: number;
	/** What the median must stay below. */
	readonly limit: number;
}

export interface PageCase {
	readonly name: string;
	measure(browser: BrowserName, runs: number): Promise<readonly PageResult[]>;
}

type Figure = readonly [figure: string, limit: number, values: readonly (number | null | undefined)[]];

function resultsOf(name: string, browser: BrowserName, figures: readonly Figure[]): PageResult[] {
	return figures.flatMap(([figure, limit, values]) => {
		const found = distribution(
			values.map((value) => value ?? undefined),
			2,
		);
		if (!found) return [];
		const { runs, medianMs: median, p95Ms: p95 } = found;
		return [{ case: name, browser, figure, limit, runs, median, p95 }];
	});
}

interface CallLimits {
	readonly suspectedMs: number;
	readonly finalMs: number;
}

/** The call of a scenario, again and again: how soon the card speaks, as the scenario's row has it. */
function call(name: string, file: string, { suspectedMs, finalMs }: CallLimits): PageCase {
	return {
		name,
		measure: async (browser, runs) => {
			const found = shippedScenarios().find((one) => one.endsWith(`/page/${file}.json`));
			if (!found) throw new Error(`no scenario ${file}`);
			const scenario = loadScenario(found);
			const results = await runScenarios(Array(runs).fill(scenario), [browser]);
			const wrong = results.filter(({ pass }) => !pass);
			if (wrong.length > 0) throw new Error(`${wrong.length} of ${runs} failed: ${wrong[0]?.differences.join('; ')}`);
			const cards = results.map(({ card }) => card);
			return resultsOf(name, browser, [
				['firstMs', suspectedMs, cards.map((card) => card?.firstMs)],
				['suspectedMs', suspectedMs, cards.map((card) => card?.suspectedMs)],
				['finalMs', finalMs, cards.map((card) => card?.finalMs)],
			]);
		},
	};
}

/** Of InGenius, whose hosts Linecheck may see; it embeds no CCP. */
const WITHOUT_CCP = 'https://app.us-west-2.ingenius.com/';
/** A path of the CCP, so the content script runs there. */
const CCP = 'https://acme.my.connect.aws/agent-app-v2';

/** The built extension, but with nothing in its content script: what the browser itself takes for one is not ours. */
function hollowExtension(name: BrowserName, lab: Lab): string {
	const copy = join(lab.folder, `hollow-${name}`);
	cpSync(extensionDir(name), copy, { recursive: true });
	writeFileSync(join(copy, 'page.js'), '');
	return copy;
}

/** What is done in a page of this address; what is done before is not counted. */
interface Work {
	readonly url: string;
	readonly before?: (page: Page) => Promise<unknown>;
	readonly work: (page: Page) => Promise<unknown>;
}

/** Pairs of the same work in the same page, with and without our content script: ms that its main thread works more. */
async function paired(name: BrowserName, runs: number, work: Work): Promise<number[]> {
	const lab = await createLab();
	await lab.serve({ profile: PROFILE, learned: LEARNED, extraHosts: [] });
	const launch = (folder: string) =>
		launchBrowser(name, {
			extensionDir: folder,
			netns: lab.netns,
			caFiles: [lab.companyCaFile],
			builtInRoots: [lab.caFile],
		});
	const [ours, hollow] = [await launch(extensionDir(name)), await launch(hollowExtension(name, lab))];
	try {
		const pairs: number[] = [];
		const worked = (browser: Browser) => inPage(browser, work);
		for (const browser of [ours, hollow]) await worked(browser);
		for (let run = 0; run < runs; run += 1) pairs.push((await worked(ours)) - (await worked(hollow)));
		return pairs;
	} finally {
		await Promise.all([ours.close(), hollow.close()]);
		await lab.close();
	}
}

async function inPage(browser: Browser, { url, before, work }: Work): Promise<number> {
	const page = await browser.openPage(url);
	try {
		await before?.(page);
		return await mainThreadMs(() => work(page));
	} finally {
		await page.close();
	}
}

/** Runs in a page: a CCP is embedded, and the content script comes. */
async function embed(url: string): Promise<void> {
	const frame = Object.assign(document.createElement('iframe'), { src: url });
	await new Promise<void>((resolve) => {
		frame.onload = () => resolve();
		document.body.append(frame);
	});
	await new Promise((resolve) => setTimeout(resolve, 500));
}

const FRAMES = 60;

/** Runs in a page: loads this very page in frames, one after the other; in each runs a content script. */
async function loadFrames(count: number): Promise<void> {
	for (let i = 0; i < count; i += 1) {
		const frame = Object.assign(document.createElement('iframe'), { src: location.href });
		await new Promise<void>((resolve) => {
			frame.onload = () => resolve();
			document.body.append(frame);
		});
		frame.remove();
	}
}

/** A second of a flood. */
const MESSAGES = 10_000;

/** Runs in a page: posts forged messages, and waits until they are heard. */
function flood(count: number): Promise<void> {
	const data = {
		event: 'agent::softphone_error',
		data: { errorType: 'ice_collection_timeout', endPointUrl: 'turn:a.example:3478' },
	};
	return new Promise((resolve) => {
		let heard = 0;
		addEventListener('message', () => {
			heard += 1;
			if (heard === count) resolve();
		});
		for (let i = 0; i < count; i += 1) postMessage(data, '*');
	});
}

/** What a page of this address costs more with our content script than with an empty one. */
function framed(name: string, url: string): PageCase {
	return {
		name,
		measure: async (browser, runs) => {
			const pairs = await paired(browser, runs, { url, work: (page) => page.evaluate(loadFrames, FRAMES) });
			return resultsOf(name, browser, [['ms a frame', 2, pairs.map((ms) => ms / FRAMES)]]);
		},
	};
}

/** What a second's flood costs more with our content script than with an empty one. */
function flooded(name: string, url: string): PageCase {
	return {
		name,
		measure: async (browser, runs) => {
			const before = (page: Page) => page.evaluate(embed, CCP);
			const pairs = await paired(browser, runs, { url, before, work: (page) => page.evaluate(flood, MESSAGES) });
			return resultsOf(name, browser, [['percent of a core', 5, pairs.map((ms) => ms / 10)]]);
		},
	};
}

export const PAGE_CASES: readonly PageCase[] = [
	// From the page's first error signal.
	call('page: a softphone error', 'only-error', { suspectedMs: 3000, finalMs: 5000 }),
	// From the start of its gathering; the CCP itself gives up at 8 s.
	call('page: the peer connection alone', 'only-peer', { suspectedMs: 8000, finalMs: 8000 }),
	framed('page: without a CCP', WITHOUT_CCP),
	flooded('page: 10,000 forged messages where a CCP is embedded', WITHOUT_CCP),
	flooded('page: 10,000 messages of the CCP itself', CCP),
];
