import { setTimeout as delay } from 'node:timers/promises';
import type { Browser } from 'puppeteer-core';
import * as v from 'valibot';

// Asks Firefox itself, in its own window's scope: needs `-remote-allow-system-access`.

const INSTALL_MS = 15_000;
const Tree = v.object({ result: v.object({ contexts: v.array(v.object({ context: v.string() })) }) });
const Evaluated = v.object({ result: v.object({ result: v.object({ value: v.optional(v.boolean(), false) }) }) });

interface Connection {
	send(method: string, parameters: object): Promise<unknown>;
}

/** What comes out is a boolean. */
async function evaluate(browser: Browser, expression: string): Promise<boolean> {
	// Puppeteer keeps its connection to itself.
	const { connection } = browser as unknown as { readonly connection: Connection };
	const tree = v.parse(Tree, await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome', maxDepth: 0 }));
	const target = { context: tree.result.contexts[0]?.context };
	const asked = await connection.send('script.evaluate', { expression, target, awaitPromise: true });
	return v.parse(Evaluated, asked).result.result.value;
}

const extension = (id: string) => `WebExtensionPolicy.getByID(${JSON.stringify(id)})?.extension`;

/** Waits until the extension's background runs; throws after 15 s. */
export async function untilInstalled(browser: Browser, id: string): Promise<void> {
	const deadline = performance.now() + INSTALL_MS;
	while (!(await evaluate(browser, `${extension(id)}?.backgroundState === 'running'`))) {
		if (performance.now() > deadline) throw new Error(`Firefox did not install ${id}`);
		await delay(50);
	}
}

/** Ends its event page, as Firefox does after 30 s without an event. */
export async function endEventPage(browser: Browser, id: string): Promise<void> {
	const end = `${extension(id)}.terminateBackground({ disableResetIdleForTest: true })`;
	await evaluate(browser, `${end}.then(() => true)`);
}
