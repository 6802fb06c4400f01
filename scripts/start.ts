import { writeFileSync } from 'node:fs';
import { headline } from '../core/diagnosis/headline.ts';
import { plan } from '../core/plan/plan.ts';
import type { Learned } from '../core/plan/types.ts';
import type { Profile } from '../core/profile.ts';
import { headlineText, reportText } from '../core/report/text.ts';
import {
	BROWSER_NAMES,
	type Browser,
	type BrowserName,
	CONSENTING,
	check,
	extensionDir,
	findBrowser,
	launchBrowser,
	loadScenario,
	openScenario,
} from '../lab/index.ts';
import { command } from './command.ts';
import { ensureBuilt } from './prepare.ts';
import { HELP, readOptions, type StartOptions } from './start-options.ts';
import { BROWSERS, ensureTools, LAB_TOOLS } from './tools.ts';
import { startTryCollector, type TryCollector } from './try-collector.ts';

/** Exit statuses by the headline. */
const STATUS = { yes: 0, no: 1, unknown: 2 } as const;

/** A browser with the extension in it, and what to check there. */
interface Session {
	readonly browser: Browser;
	readonly profile: Profile | undefined;
	readonly learned: Learned;
	/** Makes a loopback port reachable for a browser that stands in a lab. */
	readonly bringIn?: (port: number) => Promise<void>;
	readonly close: () => Promise<void>;
}

/** The browser asked for, else one that is here (Chromium, Chrome, Edge, Firefox), else one that can be installed. */
function chooseBrowser(asked: BrowserName | undefined): BrowserName {
	const chosen = asked ?? BROWSER_NAMES.find((name) => findBrowser(name) !== undefined) ?? 'chromium';
	if (findBrowser(chosen) === undefined) ensureTools([BROWSERS[chosen]]);
	return chosen;
}

async function openSession(name: BrowserName, options: StartOptions): Promise<Session> {
	const look = { headed: !options.headless, ...(options.collector && { prefs: CONSENTING }) };
	if (options.lab !== undefined) {
		ensureTools(LAB_TOOLS);
		return openScenario(options.lab, name, look);
	}

	const browser = await launchBrowser(name, { extensionDir: extensionDir(name), ...look });
	return { browser, profile: options.profile, learned: {}, close: () => browser.close() };
}

/** Checks, prints what came out and writes the report beside; the exit status. */
async function checkAndPrint({ browser, profile, learned }: Session, file: string): Promise<number> {
	const page = await browser.openExtensionPage('popup.html');
	if (profile === undefined) return STATUS.unknown;
	const report = await check(page, profile, learned);
	const answer = headline(plan(profile, learned), report.verdicts);
	process.stdout.write(`${headlineText(answer)}\n\n${reportText(report)}\n\n`);
	writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
	process.stdout.write(`Report: ${file}\n`);
	return STATUS[answer.calls];
}

/** Tells the extension of the collector. */
async function connect(collector: TryCollector, { browser, profile, bringIn }: Session): Promise<void> {
	await bringIn?.(collector.port);
	if (profile !== undefined) await collector.receiveFrom(browser, profile);
}

/** Everything from the build to the last close; `interrupted` ends it wherever it is. */
async function start(options: StartOptions, interrupted: Promise<void>): Promise<number> {
	// A mistake in the file is told before anything is built.
	if (options.lab !== undefined) loadScenario(options.lab);
	const name = chooseBrowser(options.browser);
	ensureBuilt([name]);
	await using open = new AsyncDisposableStack();
	const collector = options.collector ? await startTryCollector() : undefined;
	open.defer(async () => collector?.stop());
	const session = await openSession(name, options);
	open.defer(session.close);
	if (collector) await connect(collector, session);
	const checked = checkAndPrint(session, options.report);
	const status = await Promise.race([checked, interrupted]);
	if (status === undefined) return 0;
	if (options.headless && !collector) return status;
	await Promise.race([session.browser.closed, interrupted, ...(collector ? [collector.ended] : [])]);
	return options.headless ? status : 0;
}

/** Ctrl-C arrives more than once: from the terminal, and from what started this. */
const interruption = (): Promise<void> =>
	new Promise((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
	});

async function main(): Promise<number> {
	const hasDisplay = Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY) || process.platform !== 'linux';
	const options = readOptions(process.argv.slice(2), hasDisplay);
	if (options !== undefined) return start(options, interruption());
	process.stdout.write(HELP);
	return 0;
}

await command(main, { failed: STATUS.unknown });
