import { writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Verdict } from '../core/ids.ts';
import type { Report } from '../core/report/types.ts';
import {
	BROWSER_NAMES,
	type Browser,
	type BrowserName,
	check,
	createLab,
	extensionDir,
	type Lab,
	launchBrowser,
	type Page,
} from '../lab/index.ts';
import { SETTLE_MS } from '../lab/scenario/settle.ts';
import { command, readFlags } from '../scripts/command.ts';
import { prepareLab } from '../scripts/prepare.ts';
import { CASES, type Case, LEARNED, PROFILE } from './cases.ts';
import { ownTime } from './own-time.ts';
import { PAGE_CASES, type PageResult } from './pages.ts';
import { popupTimes } from './popup.ts';
import { type Distribution, distribution } from './statistics.ts';
import { type Timeline, timeline } from './timeline.ts';

const HELP = `npm run bench -- [--runs N] [--browser chromium|firefox|both] [--case TEXT] [--json FILE]
Times runs of the built extension in the network laboratory, its card on a page, and what it costs the page: medians and
95th percentiles, as JSON.
`;

interface Result {
	readonly case: string;
	readonly browser: BrowserName;
	readonly suspected?: Distribution | undefined;
	readonly confirmed?: Distribution | undefined;
	readonly done?: Distribution | undefined;
	readonly verdicts?: number;
	/** Blocked or tampered where nothing is; undefined where something is. */
	readonly falseAccusations?: number | undefined;
	/** Of what, and why, to be looked into: the reports that say so. */
	readonly accusing?: readonly Report[] | undefined;
	/** The popup's first painted content, where the case is its opening; and a picture's, opened in turn. */
	readonly painted?: Distribution | undefined;
	readonly picturePainted?: Distribution | undefined;
	/** The browser's own time to give up on the same TURN server, ms, where UDP is dropped. */
	readonly browserOwnMs?: number | null | undefined;
}

interface Series {
	readonly network: Case;
	readonly runs: number;
}

/** Every run finds the network as a check minutes later does: no connection is open, no name is known. */
async function measure(
	name: BrowserName,
	lab: Lab,
	page: Page,
	{ network, runs }: Series,
): Promise<readonly Timeline[]> {
	const lines: Timeline[] = [];
	for (let run = 0; run < runs; run += 1) {
		await lab.apply(network.faults);
		await delay(SETTLE_MS[name]);
		lines.push(await timeline(page));
		process.stderr.write('.');
	}
	return lines;
}

const verdictsOf = ({ verdicts }: Report) => Object.values(verdicts).map(({ verdict }) => verdict);
const accuses = (verdict: Verdict) => verdict === 'blocked' || verdict === 'tampered';

function judge(browser: BrowserName, network: Case, lines: readonly Timeline[]): Result {
	const verdicts = lines.flatMap(({ report }) => verdictsOf(report));
	const judged = verdicts.filter((verdict) => verdict !== 'not-needed');
	const accused = judged.filter(accuses);
	const accusing = lines.map(({ report }) => report).filter((report) => verdictsOf(report).some(accuses));
	return {
		case: network.name,
		browser,
		suspected: distribution(lines.map(({ suspectedMs }) => suspectedMs)),
		confirmed: distribution(lines.map(({ confirmedMs }) => confirmedMs)),
		done: distribution(lines.map(({ doneMs }) => doneMs)),
		verdicts: judged.length,
		falseAccusations: network.innocent ? accused.length : undefined,
		accusing: network.innocent && accusing.length > 0 ? accusing : undefined,
	};
}

/** Measured last: the last result is there. */
const POPUP = 'popup, last result';

async function measurePopup(browser: Browser, runs: number): Promise<Result> {
	const { popup, picture } = await popupTimes(browser, runs);
	const [painted, picturePainted] = [distribution(popup), distribution(picture)];
	return { case: POPUP, browser: browser.name, painted, picturePainted };
}

async function benchIn(name: BrowserName, wanted: string, runs: number): Promise<readonly Result[]> {
	const lab = await createLab();
	await lab.serve({ profile: PROFILE, learned: LEARNED, extraHosts: [] });

	const browser = await launchBrowser(name, {
		extensionDir: extensionDir(name),
		netns: lab.netns,
		caFiles: [lab.companyCaFile],
		builtInRoots: [lab.caFile],
	});
	try {
		const page = await browser.openExtensionPage('popup.html');
		// Stores the profile; and the first run pays for the first offscreen document.
		await check(page, PROFILE, LEARNED);
		const results: Result[] = [];
		for (const network of CASES.filter((one) => one.name.includes(wanted))) {
			process.stderr.write(`${name}, ${network.name} `);
			const lines = await measure(name, lab, page, { network, runs });
			const turn = lines[0]?.report.targets.find(({ kind }) => kind === 'turn')?.url ?? '';
			const browserOwnMs = network.name.startsWith('UDP') ? await ownTime(page, turn) : undefined;
			results.push({ ...judge(name, network, lines), browserOwnMs });
			process.stderr.write('\n');
		}
		if (POPUP.includes(wanted)) results.push(await measurePopup(browser, runs));
		return results;
	} finally {
		await browser.close();
		await lab.close();
	}
}

const FLAGS = {
	runs: { type: 'string', default: '20' },
	browser: { type: 'string', default: 'both' },
	case: { type: 'string', default: '' },
	json: { type: 'string' },
	help: { type: 'boolean', default: false },
} as const;

async function main(): Promise<number> {
	const values = readFlags(FLAGS);
	const runs = Number(values.runs);
	const browsers = BROWSER_NAMES.filter((name) => values.browser === 'both' || values.browser === name);
	const known = [...CASES.map(({ name }) => name), POPUP].some((name) => name.includes(values.case));
	const pages = PAGE_CASES.filter(({ name }) => name.includes(values.case));
	const nothing = browsers.length === 0 || (!known && pages.length === 0);
	if (values.help || !Number.isInteger(runs) || runs < 1 || nothing) {
		process.stderr.write(HELP);
		return values.help ? 0 : 2;
	}
	prepareLab(browsers);
	const results: (Result | PageResult)[] = [];
	for (const name of browsers) {
		if (known) results.push(...(await benchIn(name, values.case, runs)));
		for (const page of pages) results.push(...(await page.measure(name, runs)));
	}
	const text = `${JSON.stringify(results, null, 2)}\n`;
	if (values.json) writeFileSync(values.json, text);
	process.stdout.write(text);
	return 0;
}

await command(main);
