import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../core/report/types.ts';
import { BROWSER_NAMES, type Browser, check, createLab, type Lab, type Page, until } from '../../lab/index.ts';
import { ALL_DROPPED, CCP_SITE, LEARNED, launchAgent, PROFILE, UDP_DROPPED } from './agent.ts';
import { clickIn, closeWelcome, readRun, send, stored, untilDone } from './extension.ts';
import { countRequests, mostRequests, requestsNow, timeCancel } from './requests.ts';
import { type TurnSockets, watchTurnSockets } from './turn-sockets.ts';

/** The promise of `probes/slots.ts`. */
const AT_MOST = 3;
/** Cancelling takes no longer, on a machine that answers a message at once. */
const CANCEL_MS = 200;
const TURN = '[data-entry="connect.media.turn"]';

let lab: Lab;
beforeAll(async () => {
	lab = await createLab();
	await lab.serve(CCP_SITE);
});
afterAll(() => lab.close());

/** A busy machine makes slow what is open. */
const OPEN = ':is([data-status="open"], [data-status="slow"])';
const getsThrough = (verdict: string | undefined) => verdict === 'reachable' || verdict === 'degraded';
const verdictsOf = ({ verdicts }: Pick<Report, 'verdicts'>) =>
	Object.entries(verdicts)
		.filter(([entry]) => entry !== 'connect.media.turn')
		.map(([entry, { verdict }]) => [entry, getsThrough(verdict) ? 'gets through' : verdict]);

const lastReport = (page: Page) => stored<Report>(page, 'local', 'lastReport');

describe.each(BROWSER_NAMES)('in %s', (name) => {
	let browser: Browser;
	let page: Page;
	let sockets: TurnSockets;
	beforeAll(async () => {
		sockets = await watchTurnSockets(lab);
		browser = await launchAgent(name, lab);
		page = await browser.openExtensionPage('popup.html');
		await closeWelcome(page);
		await page.evaluate(countRequests);
	});
	afterAll(async () => {
		await browser.close();
		await sockets.stop();
	});

	it.each([
		['in a clean network', []],
		['where everything is dropped', ALL_DROPPED],
	])('asks no host more than three things at a time %s', async (_, faults) => {
		await lab.apply(faults);
		await check(page, PROFILE, LEARNED);
		const most = await page.evaluate(mostRequests);
		// Three targets of the instance, twice each: the limit is reached.
		expect(Math.max(...Object.values(most))).toBeLessThanOrEqual(AT_MOST);
		if (faults.length > 0) expect(most['acme.my.connect.aws']).toBe(AT_MOST);
		const media = await sockets.most();
		expect(media.length).toBeGreaterThan(3);
		expect(Math.max(...media)).toBeLessThanOrEqual(AT_MOST);
	});

	it('ends everything at once when it is cancelled, and keeps the last report', async () => {
		await lab.apply(ALL_DROPPED);
		const before = await lastReport(page);
		await send(page, 'startRun', { trigger: 'user' });
		await until(
			() => page.evaluate(requestsNow),
			(requests) => requests > 5,
		);
		const { cancelMs, messageMs } = await page.evaluate(timeCancel);
		expect(cancelMs).toBeLessThan(CANCEL_MS + 5 * messageMs);
		await until(
			async () => (await page.evaluate(requestsNow)) + (await sockets.open()),
			(open) => open === 0,
		);
		expect((await readRun(page)).status).toBe('cancelled');
		expect((await lastReport(page))?.runId).toBe(before?.runId);
	});

	it('tests one entry again and leaves the verdicts of the others', async () => {
		await lab.apply([...UDP_DROPPED, { fault: 'tcp-reject', host: 'participant.connect.us-east-1.amazonaws.com' }]);
		const before = await check(page, PROFILE, LEARNED);
		expect(before.verdicts['connect.participant']?.verdict).toBe('blocked');
		expect(before.verdicts['connect.media.turn']?.verdict).toBe('blocked');
		await lab.reset();
		await page.waitFor(`${TURN}[data-status="blocked"]`);
		await page.evaluate(clickIn, { selector: TURN, text: 'Test again' });
		const run = await until(
			() => readRun(page),
			(now) => now.status === 'done' && getsThrough(now.report.verdicts['connect.media.turn']?.verdict),
		);
		expect('report' in run && verdictsOf(run.report)).toEqual(verdictsOf(before));
	});

	it('watches an entry until it opens', async () => {
		await lab.apply(UDP_DROPPED);
		await check(page, PROFILE, LEARNED);
		await page.waitFor(`${TURN}[data-status="blocked"]`);
		await page.evaluate(clickIn, { selector: TURN, text: 'Watch until open' });
		await until(
			() => stored(page, 'session', 'watch'),
			(watch) => watch !== undefined && watch !== null,
		);
		await lab.reset();
		// A try of 4 s may be under way, the next one comes 5 s after it.
		await page.waitFor(`${TURN}${OPEN}`, 15_000);
		await until(
			() => stored(page, 'session', 'watch'),
			(watch) => watch === undefined || watch === null,
		);
		expect((await untilDone(page)).status).toBe('done');
	});
});
