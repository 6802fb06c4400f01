import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BROWSER_NAMES, type Browser, extensionDir, launchBrowser, type Page, pointAt } from '../../lab/index.ts';
import { configure, costOf, OFFLINE, run, statusOf, until } from './driver.ts';
import { acknowledge, type Endpoint, startEndpoint } from './endpoint.ts';

describe.each(BROWSER_NAMES)('%s', (name) => {
	let browser: Browser;
	let page: Page;
	let endpoint: Endpoint;
	const open = new Set<Endpoint>();
	const start = async (options?: Parameters<typeof startEndpoint>[0]) => {
		endpoint = await startEndpoint(options);
		open.add(endpoint);
	};

	beforeAll(async () => {
		browser = await launchBrowser(name, { extensionDir: extensionDir(name), ...OFFLINE });
		page = await browser.openExtensionPage('options.html');
	});
	afterAll(() => browser.close());
	beforeEach(() => start());
	afterEach(async () => {
		await configure(page, null);
		await Promise.all([...open].map((one) => one.close()));
		open.clear();
	});

	it('sends and keeps nothing by default', async () => {
		await configure(page, null);
		await run(page);
		expect(endpoint.requests).toEqual([]);
		expect(await statusOf(page)).toMatchObject({ status: 'off', queued: 0 });
	});

	if (name === 'firefox')
		it('sends nothing before its user has consented', async () => {
			await configure(page, { endpoint: endpoint.url, token: 'abc' });
			await run(page);
			expect(endpoint.requests).toEqual([]);
			expect(await statusOf(page)).toMatchObject({ status: 'off', problem: expect.stringContaining('Firefox') });
		});

	it('sends what a run found within five seconds of its end, where the options page says so', async () => {
		await pointAt(page, { connect: { alias: 'acme', region: 'us-east-1' } }, { endpoint: endpoint.url, token: 'abc' });
		await until('sending is on', async () => (await statusOf(page)).status === 'ok');
		const runId = await run(page);
		const ended = Date.now();
		await until('the run arrives', () => endpoint.records.some(({ uid }) => uid === `${runId}:run`), 5_000);
		const record = endpoint.records.find(({ uid }) => uid === `${runId}:run`);
		process.stdout.write(`${name}: the run arrived ${(record?.at ?? 0) - ended} ms after its end\n`);
		expect(record).toMatchObject({ name: 'linecheck.run', token: 'abc' });
		expect(record?.texts).toMatchObject({ 'service.name': 'linecheck', 'user_agent.name': name });
		await until('it is acknowledged', async () => ((await statusOf(page)).lastSentAt ?? 0) > 0);
	});

	it('keeps what the endpoint does not take, and sends it when it is up again', async () => {
		await configure(page, { endpoint: endpoint.url, token: 'abc' });
		await endpoint.close();
		const runs = [await run(page), await run(page)];
		await until('it waits', async () => (await statusOf(page)).status === 'waiting');
		expect((await statusOf(page)).queued).toBeGreaterThanOrEqual(2);
		await start({ port: endpoint.port });
		await until('both arrive', () => runs.every((id) => endpoint.records.some(({ uid }) => uid === `${id}:run`)));
		await until('nothing is left', async () => (await statusOf(page)).queued === 0);
		const uids = endpoint.records.map(({ uid }) => uid);
		expect(new Set(uids).size).toBe(uids.length);
	});

	it('pauses where the token is refused, keeps everything, and goes on with the right one', async () => {
		endpoint.answer = (c) => (c.req.header('authorization') === 'Bearer right' ? acknowledge(c) : c.json({}, 401));
		await configure(page, { endpoint: endpoint.url, token: 'wrong' });
		const runs = [await run(page), await run(page)];
		await until('it pauses', async () => (await statusOf(page)).status === 'paused');
		expect(await statusOf(page)).toMatchObject({ problem: 'token refused (401)' });
		expect(endpoint.requests).toHaveLength(1);
		await configure(page, { endpoint: endpoint.url, token: 'right' });
		await until('nothing is left', async () => (await statusOf(page)).status === 'ok');
		const accepted = endpoint.records.filter(({ token }) => token === 'right').map(({ uid }) => uid);
		for (const id of runs) expect(accepted).toContain(`${id}:run`);
	});

	it('does not follow a redirect with the token', async () => {
		const elsewhere = await startEndpoint();
		open.add(elsewhere);
		endpoint.answer = (c) => c.redirect(`${elsewhere.url}/v1/logs`, 307);
		await configure(page, { endpoint: endpoint.url, token: 'abc' });
		await run(page);
		await until('it waits', async () => (await statusOf(page)).status === 'waiting');
		expect(elsewhere.requests).toEqual([]);
		expect(await statusOf(page)).toMatchObject({ problem: 'wrong address? (302)' });
	});

	it('does not make a run wait for an endpoint that hangs', async () => {
		let asked = 0;
		endpoint.answer = () => {
			asked += 1;
			return new Promise(() => undefined);
		};
		await configure(page, { endpoint: endpoint.url, token: 'abc' });
		await until('it hangs', async () => (await statusOf(page)).status !== 'off');
		await run(page);
		const cost = await costOf(page);
		process.stdout.write(`${name}: a hanging endpoint kept a finished run for ${cost} ms\n`);
		// Waiting for the endpoint would cost the ten seconds after which it is given up.
		expect(cost).toBeLessThan(5_000);
		await until('it was asked', () => asked > 0);
	});
});
