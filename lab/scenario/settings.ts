import type { BrowserName, LaunchOptions } from '../browsers/types.ts';
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

/** A made-up microphone, and the answer to the browser's question about it. */
export function microphoneOf({ microphone }: BrowserSettings): Pick<LaunchOptions, 'args' | 'prefs'> {
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

/** The lab's servers have public addresses: this one counts as one of the office's own network. */
export function localNetwork({ gateway }: BrowserSettings): Pick<LaunchOptions, 'args' | 'prefs'> {
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
