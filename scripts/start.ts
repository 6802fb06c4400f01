import { spawnSync } from 'node:child_process';
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
	check,
	extensionDir,
	findBrowser,
	launchBrowser,
	openScenario,
} from '../lab/index.ts';
import { HELP, readOptions, type StartOptions } from './start-options.ts';
import { BROWSERS, ensureTools, LAB_TOOLS } from './tools.ts';

/** Exit statuses by the headline. */
const STATUS = { yes: 0, no: 1, unknown: 2 } as const;

/** A browser with the extension in it, and what to check there. */
interface Session {
	readonly browser: Browser;
	readonly profile: Profile | undefined;
	readonly learned: Learned;
	readonly close: () => Promise<void>;
}

/** The browser asked for, else one that is here (Chromium, Chrome, Edge, Firefox), else one that can be installed. */
function chooseBrowser(asked: BrowserName | undefined): BrowserName {
	const chosen = asked ?? BROWSER_NAMES.find((name) => findBrowser(name) !== undefined) ?? 'chromium';
	if (findBrowser(chosen) === undefined) ensureTools([BROWSERS[chosen]]);
	return chosen;
}

function build(name: BrowserName): void {
	process.stderr.write('Building the extension…\n');
	const { status, stderr } = spawnSync('npx', ['wxt', 'build', '-b', name === 'firefox' ? 'firefox' : 'chrome'], {
		stdio: ['ignore', 'ignore', 'pipe'],
		encoding: 'utf8',
	});
	if (status !== 0) throw new Error(`The extension could not be built:\n${stderr}`);
}

async function open(name: BrowserName, options: StartOptions): Promise<Session> {
	if (options.lab !== undefined) {
		ensureTools(LAB_TOOLS);
		return openScenario(options.lab, name, !options.headless);
	}

	const browser = await launchBrowser(name, { extensionDir: extensionDir(name), headed: !options.headless });
	return { browser, profile: options.profile, learned: {}, close: () => browser.close() };
}

/** Checks, prints what came out and writes the report beside; the exit status. */
async function checkAndPrint({ browser, profile, learned }: Session, file: string): Promise<number> {
	const page = await browser.openExtensionPage('popup.html');
	if (profile === undefined) return STATUS.unknown;
	const report = await check(page, profile, learned);
	const answer = headline(plan(profile, learned), report.verdicts);
	writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
	process.stdout.write(`${headlineText(answer)}\n\n${reportText(report)}\n\nReport: ${file}\n`);
	return STATUS[answer.calls];
}

async function main(): Promise<number> {
	const hasDisplay = Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY) || process.platform !== 'linux';
	const options = readOptions(process.argv.slice(2), hasDisplay);
	if (options === undefined) {
		process.stdout.write(HELP);
		return 0;
	}
	const name = chooseBrowser(options.browser);
	build(name);
	const session = await open(name, options);
	try {
		const status = await checkAndPrint(session, options.report);
		if (!options.headless) await session.browser.closed;
		return options.headless ? status : 0;
	} finally {
		await session.close();
	}
}

try {
	process.exitCode = await main();
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 2;
}
