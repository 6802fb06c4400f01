import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Evidence } from '../../core/evidence/types.ts';
import type { RunState } from '../../core/run-state.ts';
import {
	BROWSER_NAMES,
	type Browser,
	type BrowserName,
	createLab,
	type Lab,
	type Page,
	until,
} from '../../lab/index.ts';
import { CCP_SITE, LEARNED, launchAgent, PROFILE, UDP_DROPPED } from './agent.ts';
import { closeWelcome, readRun, reset, send, untilDone } from './extension.ts';

type Of<S extends RunState['status']> = Extract<RunState, { status: S }>;

let lab: Lab;
let browsers: ReadonlyMap<BrowserName, Browser>;
beforeAll(async () => {
	lab = await createLab();
	await lab.serve(CCP_SITE);
	await lab.apply(UDP_DROPPED);
	browsers = new Map(await Promise.all(BROWSER_NAMES.map(started)));
});
afterAll(async () => {
	await Promise.all([...browsers.values()].map((browser) => browser.close()));
	await lab.close();
});

async function started(name: BrowserName): Promise<[BrowserName, Browser]> {
	const browser = await launchAgent(name, lab);
	const page = await browser.openExtensionPage('popup.html');
	// It would wake the background too.
	await closeWelcome(page);
	await page.close();
	return [name, browser];
}

const isOver = ({ outcome }: Evidence) => outcome.kind !== 'silent' || outcome.final;

/** Everything answered has answered, and media is silent long enough to be suspected. */
function isInTheMiddle(run: RunState): run is Of<'running'> {
	if (run.status !== 'running') return false;
	const { evidence } = run.report;
	return evidence.some((one) => !isOver(one)) && evidence.filter(isOver).length >= run.progress.total - 5;
}

/** Starts a run, ends the background in the middle of it, and gives the state that it left. */
async function orphan(browser: Browser, page: Page): Promise<Of<'running'>> {
	await reset(page, { profile: PROFILE, learned: LEARNED });
	await send(page, 'startRun', { trigger: 'user' });
	const middle = await until(() => readRun(page), isInTheMiddle);
	await browser.endBackground();
	const left = await readRun(page);
	expect(left).toMatchObject({ status: 'running', worker: isInTheMiddle(middle) && middle.worker });
	return left as Of<'running'>;
}

function expectFinished(left: Of<'running'>, end: RunState): void {
	const { report, worker } = end as Of<'done'>;
	expect(end.status).toBe('done');
	expect(worker).toMatch(/^[0-9a-f-]{36}$/);
	expect(worker).not.toBe(left.worker);
	expect(report.runId).toBe(left.report.runId);
	expect(report.startedAt).toBe(left.report.startedAt);
	expect(report.verdicts['connect.media.turn']).toMatchObject({ verdict: 'blocked', cause: 'turn-unanswered' });
	// What the first life saw to its end stands as it was.
	const { evidence } = left.report;
	const open = new Set(evidence.filter((one) => !isOver(one)).map(({ target }) => target));
	const complete = evidence.filter(({ target }) => !open.has(target));
	expect(complete.length).toBeGreaterThan(5);
	expect(report.evidence).toEqual(expect.arrayContaining(complete));
	// None of it was tried again, but for the one that shows whether the network is up, and what silence elsewhere asks
	// for after the first round.
	const first = report.evidence.filter(({ target, attempt }) => open.has(target) && attempt <= 2);
	const firstEnd = Math.max(...first.map(({ at, elapsedMs }) => at + elapsedMs));
	const again = report.evidence.filter((one) => !open.has(one.target) && !complete.some(sameAs(one)));
	const early = again.filter(({ at }) => at < firstEnd);
	expect(new Set(early.map(({ target }) => target)).size).toBeLessThanOrEqual(1);
}

const sameAs = (one: Evidence) => (other: Evidence) => one.target === other.target && one.attempt === other.attempt;

describe.each(BROWSER_NAMES)('the background dies during a run in %s', (name) => {
	it('and an open view has another life of it finish the run', async () => {
		const browser = browsers.get(name) as Browser;
		const page = await browser.openExtensionPage('popup.html');
		const left = await orphan(browser, page);
		expectFinished(left, await untilDone(page, 15_000));
		await page.close();
	});
});

// Half a minute is the shortest alarm: both browsers at once.
it('an alarm has another life of the background finish the run where no view is open that shows it', async () => {
	const ends = BROWSER_NAMES.map(async (name) => {
		const browser = browsers.get(name) as Browser;
		const page = await browser.openExtensionPage('options.html');
		const left = await orphan(browser, page);
		expectFinished(left, await untilDone(page, 45_000));
	});
	await Promise.all(ends);
});
