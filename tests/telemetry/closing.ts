import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserName, extensionDir, launchBrowser, type Page, pointAt } from '../../lab/index.ts';
import { issue, makeAuthority } from '../../lab/net/certificates.ts';
import { OFFLINE, until } from './driver.ts';
import type { Endpoint } from './endpoint.ts';

const HOST = 'acme.my.connect.aws';

/** A page at a CCP's address, on loopback. */
export interface Ccp {
	readonly url: string;
	readonly caFiles: readonly string[];
	close(): Promise<void>;
}

export async function serveCcp(): Promise<Ccp> {
	const folder = await mkdtemp(join(tmpdir(), 'linecheck-ccp-'));
	const authority = await makeAuthority(folder, 'authority', 'Acme');
	const { chain, key } = await issue(folder, 'ccp', authority, [HOST]);
	const server = createServer({ cert: readFileSync(chain), key: readFileSync(key) }, (_, response) => {
		response.setHeader('Content-Type', 'text/html').end('<title>CCP</title>');
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	return {
		url: `https://${HOST}:${(server.address() as AddressInfo).port}/ccp-v2/`,
		caFiles: [authority.certificate],
		close: async () => {
			server.closeAllConnections();
			server.close();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

/** A browser that tells this endpoint of its one CCP. */
export interface AtCcp {
	readonly browser: Browser;
	readonly page: Page;
	/** The browser's own process. */
	readonly pid: number;
	end(): Promise<void>;
}

export async function openAtCcp(name: BrowserName, ccp: Ccp, endpoint: Endpoint): Promise<AtCcp> {
	const folder = await mkdtemp(join(tmpdir(), 'linecheck-closing-'));
	const browser = await launchBrowser(name, {
		...OFFLINE,
		args: [`--host-resolver-rules=MAP ${HOST} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`],
		prefs: { ...OFFLINE.prefs, 'network.dns.localDomains': HOST },
		extensionDir: extensionDir(name),
		caFiles: ccp.caFiles,
		folder,
	});
	const options = await browser.openExtensionPage('options.html');
	await pointAt(options, { connect: { alias: 'acme', region: 'us-east-1' } }, { endpoint: endpoint.url, token: 'abc' });
	const page = await browser.openPage(ccp.url);
	await until('the CCP is told', () => opennessOf(endpoint).includes(true));
	await options.close();
	const end = async () => {
		await browser.close().catch(() => undefined);
		await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
	};
	return { browser, page, pid: mainProcess(folder), end };
}

/** What was told of the CCP, in order of arrival; the same event twice is one. */
export function opennessOf({ records }: Endpoint): boolean[] {
	const told = new Map(records.map(({ uid, texts }) => [uid, texts['linecheck.ccp.open']]));
	return [...told.values()].flatMap((text) => (text === undefined ? [] : text.includes('true')));
}

/** Whoever was started with this folder and by none of its own. */
function mainProcess(folder: string): number {
	const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
	const main = pids.find((pid) => {
		const command = commandOf(pid);
		return command.includes(`${folder}/`) && !/--type=|-contentproc|^\/bin\/sh/.test(command);
	});
	if (main === undefined) throw new Error(`no browser runs in ${folder}`);
	return Number(main);
}

function commandOf(pid: string): string {
	try {
		return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
	} catch {
		// ended meanwhile
		return '';
	}
}
