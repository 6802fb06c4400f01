import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../browsers/index.ts';
import type { Browser, BrowserName, LaunchOptions } from '../browsers/types.ts';
import type { Lab } from '../lab.ts';
import { PROXY_NAME } from '../net/dns.ts';
import { type Effect, effectsOf, type Policy } from '../net/effects.ts';
import { PROXY_PORT } from '../net/firewall.ts';
import { type Host, hostsOf, type Site } from '../net/hosts.ts';
import type { PageScenario } from '../servers/page-config.ts';

/** What only a fresh browser can be given: scenarios that agree on it share one. */
export interface BrowserSettings {
	readonly proxy: string | undefined;
	readonly policy: Policy | undefined;
	/** A page that takes calls needs a microphone, granted or denied by the user. */
	readonly microphone?: 'granted' | 'denied';
	/** An InGenius Gateway in the office's own network, from which the browser keeps pages: host and address. */
	readonly gateway?: Pick<Host, 'name' | 'address'>;
}

const EXTENSIONS: Readonly<Record<BrowserName, string>> = { chromium: 'chrome-mv3', firefox: 'firefox-mv3' };
/** The built extension. */
export const extensionDir = (name: BrowserName) =>
	fileURLToPath(new URL(`../../.output/${EXTENSIONS[name]}`, import.meta.url));

const BUILD_MS = 60_000;

/**
 * A copy for one lab, as a build meanwhile must change nothing; the manifest is the last that a build writes. With a
 * host: as a company may build it that requires one more.
 */
export async function ownExtension(name: BrowserName, lab: Lab, host?: string): Promise<string> {
	const [built, copy] = [extensionDir(name), join(lab.folder, `${EXTENSIONS[name]}${host ? `-${host}` : ''}`)];
	const deadline = performance.now() + BUILD_MS;
	while (!existsSync(join(built, 'manifest.json'))) {
		if (performance.now() > deadline) throw new Error(`There is no extension in ${built}: npm run build makes it.`);
		await delay(100);
	}
	if (existsSync(copy)) return copy;
	cpSync(built, copy, { recursive: true });
	if (host !== undefined) requireHost(join(copy, 'manifest.json'), host);
	return copy;
}

function requireHost(file: string, host: string): void {
	const manifest = JSON.parse(readFileSync(file, 'utf8'));
	manifest.host_permissions.push(`https://${host}/*`);
	writeFileSync(file, JSON.stringify(manifest));
}

/** Cookies of framed sites, which an embedded CCP needs: Debian's Chromium blocks them by default, Chrome does not. */
export function cookiePolicy(browser: BrowserName, cookies: PageScenario['cookies'] = 'allowed'): Policy {
	const blocked = cookies === 'blocked';
	if (browser === 'chromium') return { BlockThirdPartyCookies: blocked };
	return blocked ? { Cookies: { Behavior: 'reject-foreign', Locked: true } } : {};
}

/** What the faults ask of the browser itself. */
export function settingsFor(browser: BrowserName, effects: readonly Effect[], site?: Site): BrowserSettings {
	const page = site?.page?.scenario;
	const gateway = site && page?.gateway ? gatewayOf(site) : undefined;
	const cookies = page ? [cookiePolicy(browser, page.cookies)] : [];
	const withheld = gateway && browser === 'chromium' ? [LOCAL_ACCESS_BLOCKED] : [];
	const policies = [...effectsOf(effects, 'browser').map((effect) => effect[browser]), ...cookies, ...withheld];
	return {
		proxy: effectsOf(effects, 'proxy').length > 0 ? `${PROXY_NAME}:${PROXY_PORT}` : undefined,
		policy: policies.length > 0 ? Object.assign({}, ...policies) : undefined,
		...(page && { microphone: page.microphone === 'denied' ? ('denied' as const) : ('granted' as const) }),
		...(gateway && { gateway }),
	};
}

/** chromeenterprise.google/policies/#LocalNetworkAccessBlockedForUrls */
const LOCAL_ACCESS_BLOCKED: Policy = { LocalNetworkAccessBlockedForUrls: ['https://*'] };

function gatewayOf(site: Site): BrowserSettings['gateway'] {
	const name = new URL(site.profile.ingenius?.gateway ?? '').hostname;
	const address = hostsOf(site).find((host) => host.name === name)?.address;
	return address === undefined ? undefined : { name, address };
}

/** The lab's servers have public addresses: this one counts as one of the office's own network. */
function localNetwork({ gateway }: BrowserSettings): Pick<LaunchOptions, 'args' | 'prefs'> {
	if (gateway === undefined) return {};
	const place = `${gateway.address}:443`;
	return {
		args: [`--ip-address-space-overrides=${place}=local`],
		prefs: {
			'network.lna.enabled': true,
			'network.lna.blocking': true,
			'network.lna.address_space.private.override': place,
			'permissions.default.local-network': 2,
		},
	};
}

/** A made-up microphone, and the answer to the browser's question about it. */
function microphoneOf({ microphone }: BrowserSettings): Pick<LaunchOptions, 'args' | 'prefs'> {
	if (microphone === undefined) return {};
	const denied = microphone === 'denied';
	return {
		args: [
			'--use-fake-device-for-media-stream',
			denied ? '--deny-permission-prompts' : '--use-fake-ui-for-media-stream',
		],
		prefs: {
			'media.navigator.streams.fake': true,
			'media.navigator.permission.disabled': !denied,
			...(denied && { 'permissions.default.microphone': 2 }),
		},
	};
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
		extensionDir: await ownExtension(name, lab, settings.gateway?.name),
		netns: lab.netns,
		folder: lab.folder,
		caFiles: [lab.companyCaFile],
		builtInRoots: [lab.caFile],
		headed: headed ?? false,
	};
	return launchBrowser(name, options);
}
