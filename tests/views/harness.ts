import { createReadStream, existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { build } from 'vite';
import { BROWSERS, which } from '../../scripts/tools.ts';

const TYPES: Readonly<Record<string, string>> = {
	'.html': 'text/html',
	'.js': 'text/javascript',
	'.css': 'text/css',
};

/** The gallery, built and served on loopback, in a browser of its own. */
export interface Gallery {
	readonly browser: Browser;
	readonly url: string;
	close(): Promise<void>;
}

export async function openGallery(): Promise<Gallery> {
	const folder = await mkdtemp(join(tmpdir(), 'linecheck-gallery-'));
	await build({
		root: join(import.meta.dirname, 'gallery'),
		configFile: false,
		logLevel: 'warn',

		build: { outDir: folder, emptyOutDir: true, modulePreload: false },
	});
	const server = await serve(folder);
	const browser = await launch();
	return {
		browser,
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
		close: async () => {
			await browser.close();
			server.close();
			await rm(folder, { recursive: true });
		},
	};
}

function launch(): Promise<Browser> {
	const executablePath = which(BROWSERS.chromium.names);
	if (executablePath === undefined) throw new Error('Chromium is missing: npm test installs it, or says how.');
	return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}

function serve(folder: string): Promise<Server> {
	const server = createServer((request, response) => {
		const { pathname } = new URL(request.url ?? '/', 'http://localhost');
		const file = join(folder, pathname === '/' ? 'index.html' : pathname);
		if (!existsSync(file)) {
			response.writeHead(404).end();
			return;
		}
		response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
		createReadStream(file).pipe(response);
	});
	return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server)));
}
