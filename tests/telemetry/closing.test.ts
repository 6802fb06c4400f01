import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BROWSER_NAMES } from '../../lab/index.ts';
import { type AtCcp, type Ccp, openAtCcp, opennessOf, serveCcp } from './closing.ts';
import { until } from './driver.ts';
import { type Endpoint, startEndpoint } from './endpoint.ts';

/** How often each way to quit is tried; the figures are in docs/telemetry.md. */
const QUITS = Number(process.env.QUITS ?? 0);
/** What arrives later than this after the end of the browser was not sent by it, ms. */
const LATE_MS = 1_500;

let ccp: Ccp;
let endpoint: Endpoint;
let at: AtCcp;
beforeEach(async () => {
	ccp = await serveCcp();
	endpoint = await startEndpoint();
});
afterEach(async () => {
	await at?.end();
	await endpoint.close();
	await ccp.close();
});

const WAYS: Readonly<Record<string, (at: AtCcp) => Promise<void>>> = {
	'driver close': ({ browser }) => browser.close(),
	SIGTERM: async ({ browser, pid }) => {
		process.kill(pid, 'SIGTERM');
		await browser.closed;
	},
	SIGKILL: async ({ browser, pid }) => {
		process.kill(pid, 'SIGKILL');
		await browser.closed;
	},
	'driver close, worker idle': async ({ browser }) => {
		await browser.endBackground();
		await browser.close();
	},
	'last tab': async ({ page }) => {
		await page.close();
		await delay(500);
	},
	'last tab, worker idle': async ({ browser, page }) => {
		await browser.endBackground();
		await page.close();
		await delay(500);
	},
	navigate: async ({ page }) => {
		await page.goto('about:blank');
		await delay(2_500);
	},
};
const only = process.env.WAY?.split('/');

describe.each(BROWSER_NAMES)('%s', (name) => {
	it('tells that the CCP gave way to another page, and that it is back; nothing where it is loaded anew', async () => {
		at = await openAtCcp(name, ccp, endpoint);
		await at.page.goto(`${ccp.url}?again`);
		await delay(3_000);
		expect(opennessOf(endpoint)).toEqual([true]);
		await at.page.goto('about:blank');
		await until('it is told as closed', () => opennessOf(endpoint).at(-1) === false);
		await at.page.goto(ccp.url);
		await until('it is told as open', () => opennessOf(endpoint).at(-1) === true);
	});
});

if (QUITS === 0) console.log('How a browser ends is measured only when asked for: QUITS=10');
else
	describe.each(BROWSER_NAMES)('%s', (name) => {
		it.each(Object.keys(WAYS).filter((way) => only === undefined || only.includes(way)))(
			'%s',
			async (way) => {
				let told = 0;
				for (let round = 0; round < QUITS; round += 1) {
					at = await openAtCcp(name, ccp, endpoint);
					await WAYS[way]?.(at);
					await delay(LATE_MS);
					if (opennessOf(endpoint).at(-1) === false) told += 1;
					await at.end();
					endpoint.records.length = 0;
				}
				process.stdout.write(`${name}, ${way}: ${told} of ${QUITS} told\n`);
			},
			600_000,
		);
	});
