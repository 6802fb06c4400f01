import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../browsers/index.ts';
import type { Browser, BrowserName, LaunchOptions } from '../browsers/types.ts';
import type { Lab } from '../lab.ts';
import { type BrowserSettings, localNetwork, microphoneOf } from './settings.ts';

const EXTENSIONS: Readonly<Record<BrowserName, string>> = { chromium: 'chrome-mv3', firefox: 'firefox-mv3' };
/** The built extension. */
export const extensionDir = (name: BrowserName) =>
	fileURLToPath(new URL(`../../.output/${EXTENSIONS[name]}`, import.meta.url));

const BUILD_MS = 60_000;

/**
 * A copy for one lab, as a build meanwhile must change nothing; the manifest is the last that a build writes. With an
 * origin: as a company may build it that requires one more.
 */
export async function ownExtension(name: BrowserName, lab: Lab, origin?: string): Promise<string> {
	const suffix = origin === undefined ? '' : `-${new URL(origin).host}`;
	const [built, copy] = [extensionDir(name), join(lab.folder, `${EXTENSIONS[name]}${suffix}`)];
	const deadline = performance.now() + BUILD_MS;
	while (!existsSync(join(built, 'manifest.json'))) {
		if (performance.now() > deadline) throw new Error(`There is no extension in ${built}: npm run build makes it.`);
		await delay(100);
	}
	if (existsSync(copy)) return copy;
	cpSync(built, copy, { recursive: true });
	if (origin !== undefined) requireOrigin(join(copy, 'manifest.json'), origin);
	return copy;
}

function requireOrigin(file: string, origin: string): void {
	const manifest = JSON.parse(readFileSync(file, 'utf8'));
	manifest.host_permissions.push(`${origin}/*`);
	writeFileSync(file, JSON.stringify(manifest));
}

/** Starts a browser in the lab's office, with the built extension. */
export async function launch(
	name: BrowserName,
	lab: Lab,
	settings: BrowserSettings,
	{ headed, prefs = {} }: Pick<LaunchOptions, 'headed' | 'prefs'>,
): Promise<Browser> {
	const [microphone, network] = [microphoneOf(settings), localNetwork(settings)];
	const options: LaunchOptions = {
		proxy: settings.proxy,
		policy: settings.policy,
		args: [...(microphone.args ?? []), ...(network.args ?? [])],
		prefs: { ...microphone.prefs, ...network.prefs, ...prefs },
		extensionDir: await ownExtension(name, lab, settings.gateway && `https://${settings.gateway.name}`),
		netns: lab.netns,
		folder: lab.folder,
		caFiles: [lab.companyCaFile],
		builtInRoots: [lab.caFile],
		headed: headed ?? false,
	};
	return launchBrowser(name, options);
}
