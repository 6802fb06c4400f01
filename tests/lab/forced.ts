import { createHash, generateKeyPairSync } from 'node:crypto';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BrowserName, extensionDir, findBrowser } from '../../lab/index.ts';
import { exec } from '../../lab/net/exec.ts';

type Values = Readonly<Record<string, unknown>>;

/** The policy of an administrator who installs the built extension with these settings. Files go into the folder. */
export function forced(name: BrowserName, folder: string, settings: Values): Promise<Values> {
	return name === 'firefox' ? forcedInFirefox(folder, settings) : forcedInChromium(folder, settings);
}

async function forcedInFirefox(folder: string, settings: Values): Promise<Values> {
	await exec('npx', ['web-ext', 'build', '-s', extensionDir('firefox'), '-a', folder, '-n', 'linecheck.xpi', '-o']);
	const id = 'linecheck@linecheck.dev';
	const url = pathToFileURL(join(folder, 'linecheck.xpi')).href;
	return {
		ExtensionSettings: { [id]: { installation_mode: 'force_installed', install_url: url } },
		'3rdparty': { Extensions: { [id]: settings } },
	};
}

async function forcedInChromium(folder: string, settings: Values): Promise<Values> {
	const id = await pack(folder);
	const crx = pathToFileURL(join(folder, 'unpacked.crx')).href;
	const { version } = JSON.parse(await readFile(join(folder, 'unpacked', 'manifest.json'), 'utf8'));
	await writeFile(join(folder, 'update.xml'), updateXml(id, crx, version));
	return {
		ExtensionInstallForcelist: [`${id};${pathToFileURL(join(folder, 'update.xml')).href}`],
		// Else nothing may look into an extension that policy installs.
		DeveloperToolsAvailability: 1,
		'3rdparty': { extensions: { [id]: settings } },
	};
}

/** Packs a copy of the build under a key of its own, as another company's store would; the id follows from the key. */
async function pack(folder: string): Promise<string> {
	const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
	const [unpacked, key] = [join(folder, 'unpacked'), join(folder, 'key.pem')];
	await cp(extensionDir('chromium'), unpacked, { recursive: true });
	const { key: _, ...manifest } = JSON.parse(await readFile(join(unpacked, 'manifest.json'), 'utf8'));
	await writeFile(join(unpacked, 'manifest.json'), JSON.stringify(manifest));
	await writeFile(key, privateKey.export({ type: 'pkcs8', format: 'pem' }));
	await exec(findBrowser('chromium')?.path ?? 'chromium', [
		'--headless',
		'--no-sandbox',
		`--user-data-dir=${join(folder, 'packer')}`,
		`--pack-extension=${unpacked}`,
		`--pack-extension-key=${key}`,
	]);
	return idOf(publicKey.export({ type: 'spki', format: 'der' }));
}

/** First half of the key's SHA-256, its hexadecimal digits written as a to p. */
function idOf(key: Buffer): string {
	const digits = createHash('sha256').update(key).digest('hex').slice(0, 32);
	return [...digits].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
}

/** developer.chrome.com/docs/extensions/how-to/distribute/host-on-linux#update_manifest */
const updateXml = (id: string, crx: string, version: string) =>
	`<?xml version="1.0"?><gupdate xmlns="http://www.google.com/update2/response" protocol="2.0"><app appid="${id}"><updatecheck codebase="${crx}" version="${version}"/></app></gupdate>`;
