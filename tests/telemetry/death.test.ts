import { afterEach, beforeEach, expect, it } from 'vitest';
import { opennessOf } from './closing.ts';
import { configure, run, statusOf, until, wake } from './driver.ts';
import { acknowledge, type Endpoint, startEndpoint } from './endpoint.ts';
import { launch, type Mortal, makeProfile } from './worker.ts';

let profile: Awaited<ReturnType<typeof makeProfile>>;
let endpoint: Endpoint;
let browser: Mortal;

beforeEach(async () => {
	profile = await makeProfile();
	endpoint = await startEndpoint();
	browser = await launch(profile.folder);
});
afterEach(async () => {
	await browser.close();
	await endpoint.close();
	await profile.remove();
});

const arrived = () => new Set(endpoint.records.map(({ uid }) => uid));
const settings = () => ({ endpoint: endpoint.url, token: 'abc' });

it('sends again what the worker was sending as it died', async () => {
	await configure(browser.page, settings());
	await until('sending is on', async () => (await statusOf(browser.page)).status === 'ok');
	let released = false;
	endpoint.answer = (c) => (released ? acknowledge(c) : new Promise(() => undefined));
	const id = await run(browser.page);
	await until('the request is under way', () => arrived().has(`${id}:run`));
	await browser.killWorker();
	released = true;
	const before = endpoint.requests.length;
	await wake(browser.page);
	await until('it is sent again', () => endpoint.requests.slice(before).some(({ uids }) => uids.includes(`${id}:run`)));
	await until('nothing is left', async () => (await statusOf(browser.page)).queued === 0);
});

it('comes back by its alarm where nobody wakes it', async () => {
	await configure(browser.page, settings());
	await until('sending is on', async () => (await statusOf(browser.page)).status === 'ok');
	endpoint.answer = (c) => c.json({}, 503);
	const id = await run(browser.page);
	await until('it waits', async () => (await statusOf(browser.page)).status === 'waiting');
	await browser.killWorker();
	endpoint.answer = acknowledge;
	const before = endpoint.requests.length;
	const again = () => endpoint.requests.slice(before).some(({ uids }) => uids.includes(`${id}:run`));
	await until('it is sent', again, 60_000);
});

it('loses nothing to a worker that dies over and over, run after run', async () => {
	await configure(browser.page, settings());
	await until('sending is on', async () => (await statusOf(browser.page)).status === 'ok');
	const ids: string[] = [];
	for (let round = 0; round < 5; round += 1) {
		let dead = false;
		// The acknowledgement is lost with the worker: the endpoint has the events, the outbox does not know.
		endpoint.answer = async (c) => {
			if (!dead) await browser.killWorker();
			dead = true;
			return acknowledge(c);
		};
		ids.push(await run(browser.page));
		await until('the worker died over it', () => dead);
		await wake(browser.page);
	}
	endpoint.answer = acknowledge;
	await wake(browser.page);
	await until('nothing is left', async () => {
		const { status, queued } = await statusOf(browser.page);
		return status === 'ok' && queued === 0;
	});
	for (const id of ids) expect([...arrived()]).toContain(`${id}:run`);
	const runs = [...arrived()].filter((uid) => uid.endsWith(':run'));
	expect(runs.toSorted()).toEqual(ids.map((id) => `${id}:run`).toSorted());
});

it('sends after a restart what a killed browser had kept', async () => {
	await configure(browser.page, settings());
	endpoint.answer = (c) => c.json({}, 503);
	const ids = [await run(browser.page), await run(browser.page)];
	await until('it waits', async () => (await statusOf(browser.page)).queued >= 2);
	await browser.kill();
	endpoint.answer = acknowledge;
	const before = endpoint.requests.length;
	browser = await launch(profile.folder);
	const sent = () => endpoint.requests.slice(before).flatMap(({ uids }) => uids);
	await until('both arrive', () => ids.every((id) => sent().includes(`${id}:run`)), 60_000);
});

it('tells at its next start that a killed browser has no CCP open', async () => {
	await configure(browser.page, settings());
	await until('sending is on', async () => (await statusOf(browser.page)).status === 'ok');
	// As a CCP that is heard in this tab.
	await browser.page.evaluate(async () => {
		type Areas = { storage: { session: { set(values: object): Promise<void> } } };
		await (globalThis as unknown as { chrome: Areas }).chrome.storage.session.set({ ccpTabs: [1] });
	});
	await until('it is told as open', () => opennessOf(endpoint).at(-1) === true);
	await browser.kill();
	browser = await launch(profile.folder);
	await until('it is told as closed', () => opennessOf(endpoint).at(-1) === false);
});
