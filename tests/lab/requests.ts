// Functions that run in a page of the extension, so each stands alone: what the extension itself asks of the network.

interface Details {
	readonly requestId: string;
	readonly url: string;
	readonly tabId: number;
}
interface Event {
	addListener(listener: (details: Details) => undefined, filter: { urls: string[] }): void;
}
interface Extension {
	readonly webRequest: Readonly<
		Record<'onBeforeRequest' | 'onBeforeRedirect' | 'onCompleted' | 'onErrorOccurred', Event>
	>;
	readonly storage: { session: { get(key: string): Promise<{ run?: { status: string } }> } };
	readonly runtime: { sendMessage(message: unknown): Promise<unknown> };
}
interface Counted {
	open: Map<string, string>;
	/** Begun as plain http: Firefox 153 tells no end of those that it upgrades by itself. */
	plain: Set<string>;
	most: Record<string, number>;
}
type Counting = typeof globalThis & { counted: Counted };

/** Counts from now on. */
export function countRequests(): void {
	const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', Extension>;
	const { webRequest } = browser ?? chrome;
	const counted: Counted = { open: new Map(), plain: new Set(), most: {} };
	(globalThis as Counting).counted = counted;
	const begin = ({ requestId, url, tabId }: Details): undefined => {
		if (url.startsWith('http:')) counted.plain.add(requestId);
		if (tabId !== -1 || counted.plain.has(requestId)) return;
		const { hostname } = new URL(url);
		counted.open.set(requestId, url);
		const now = [...counted.open.values()].filter((one) => new URL(one).hostname === hostname).length;
		counted.most[hostname] = Math.max(now, counted.most[hostname] ?? 0);
	};
	const end = ({ requestId }: Details): undefined => void counted.open.delete(requestId);
	const filter = { urls: ['<all_urls>'] };
	webRequest.onBeforeRequest.addListener(begin, filter);
	for (const ending of ['onBeforeRedirect', 'onCompleted', 'onErrorOccurred'] as const)
		webRequest[ending].addListener(end, filter);
}

/** The most at the same time, by host. */
export const mostRequests = () => (globalThis as Counting).counted.most;
/** How many over https are open now; Firefox 153 tells no end of a web socket that is given up while it connects. */
export const requestsNow = () =>
	[...(globalThis as Counting).counted.open.values()].filter((url) => url.startsWith('https:')).length;

/** Cancels, and gives how long that took; beside it how long the background takes to answer at all. */
export async function timeCancel(): Promise<{ cancelMs: number; messageMs: number }> {
	const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', Extension>;
	const { runtime, storage } = browser ?? chrome;
	const send = (type: string) => runtime.sendMessage({ id: 1, type, timestamp: Date.now() });
	const start = performance.now();
	await send('wake');
	await storage.session.get('run');
	const messageMs = performance.now() - start;
	const begin = performance.now();
	await send('cancelRun');
	while ((await storage.session.get('run')).run?.status === 'running') await new Promise((done) => setTimeout(done, 2));
	return { cancelMs: performance.now() - begin, messageMs };
}
