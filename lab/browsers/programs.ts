import { existsSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { findProgram } from '../net/programs.ts';
import type { BrowserName } from './types.ts';

export interface Program {
	readonly path: string;
	/** Chrome or Edge: from version 137 on they ignore `--load-extension` (groups.google.com/a/chromium.org/g/chromium-extensions). */
	readonly branded: boolean;
}

/** Names on the PATH, and where installers put them on macOS and Windows. */
const PLAIN: Readonly<Record<BrowserName, readonly string[]>> = {
	chromium: [
		'chromium',
		'chromium-browser',
		'google-chrome-for-testing',
		'/Applications/Chromium.app/Contents/MacOS/Chromium',
	],
	firefox: [
		'firefox-esr',
		'firefox',
		'/Applications/Firefox.app/Contents/MacOS/firefox',
		'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
	],
};
const BRANDED: readonly string[] = [
	'google-chrome-stable',
	'google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
	'microsoft-edge-stable',
	'microsoft-edge',
	'/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
	'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

function find(names: readonly string[]): string | undefined {
	const [installed] = names.filter((name) => isAbsolute(name) && existsSync(name));
	return findProgram(names.filter((name) => !isAbsolute(name))) ?? installed;
}

/** The browser's program: Chromium itself before Chrome, Chrome before Edge. */
export function findBrowser(name: BrowserName): Program | undefined {
	const plain = find(PLAIN[name]);
	if (plain !== undefined) return { path: plain, branded: false };
	const branded = name === 'chromium' ? find(BRANDED) : undefined;
	return branded === undefined ? undefined : { path: branded, branded: true };
}

/** Throws one line when it is not installed. */
export function browserProgram(name: BrowserName): Program {
	const program = findBrowser(name);
	const looked = name === 'chromium' ? 'Chromium, Chrome and Edge' : 'Firefox';
	if (program === undefined) throw new Error(`${name} is not installed (looked for ${looked}).`);
	return program;
}
