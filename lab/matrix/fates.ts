import { matchesPattern } from '../../core/catalog/patterns.ts';
import { permissionHosts } from '../../core/catalog/permissions.ts';
import type { FailureCode } from '../../core/ids.ts';
import type { Target } from '../../core/plan/types.ts';
import type { BrowserName } from '../browsers/types.ts';
import type { Fault } from '../faults/registry.ts';
import { isAllowed } from './allowlist.ts';
import { isProxied, means, named, textOf } from './faults.ts';
import type { Fate, World } from './types.ts';

const OPEN: Fate = { kind: 'open' };
const silent = (...causes: FailureCode[]): Fate => ({ kind: 'silent', causes });
const refused = (...causes: FailureCode[]): Fate => ({ kind: 'refused', causes });
const foreign = (...causes: FailureCode[]): Fate => ({ kind: 'foreign', causes });

const isTurn = ({ kind }: Target) => kind === 'turn';
const unanswered = (target: Target) => (isTurn(target) ? silent('turn-unanswered') : silent('tcp-timeout'));

/** A name that no resolver knows. Where the catalog does not know it either, it tells nothing. */
function nameless(target: Target): Fate {
	if (!target.knownToExist) return { kind: 'untested' };
	return refused(isTurn(target) ? 'turn-not-resolved' : 'dns-not-resolved');
}

/** Firefox asks the resolver itself and so can tell; Chromium cannot (`network-errors.md`: no DNS API). */
function unresolved(target: Target, browser: BrowserName): Fate {
	if (browser === 'firefox') return silent('dns-timeout');
	return silent(
		'dns-timeout',
		...(isTurn(target) ? (['turn-unanswered', 'turn-not-resolved'] as const) : ['tcp-timeout' as const]),
	);
}

const LEADS_HERE = /^(?:0|127)\./;

/** Connections to this machine itself are turned down at once, everything else out there stays silent. */
function sunk(target: Target, address: string): Fate {
	const here = LEADS_HERE.test(address);
	if (isTurn(target)) return silent('unexpected-address', 'turn-unanswered');
	return here ? refused('unexpected-address', 'tcp-refused') : silent('unexpected-address', 'tcp-timeout');
}

function byName(fault: Fault, target: Target, browser: BrowserName): Fate {
	if (fault.fault === 'dns-nxdomain') return nameless(target);
	if (fault.fault === 'dns-timeout') return unresolved(target, browser);
	return sunk(target, textOf(fault.address));
}

/** The proxy asks for names and connects in the browser's place. What Squid says of a name it cannot find Firefox tells. */
function byNameAtProxy(fault: Fault, target: Target, browser: BrowserName): Fate {
	if (fault.fault === 'dns-nxdomain') {
		if (browser === 'chromium') return refused('proxy-denied');
		return target.knownToExist ? refused('proxy-denied', 'dns-not-resolved') : { kind: 'untested' };
	}
	// A proxy turns down what leads to itself.
	return LEADS_HERE.test(textOf(fault.address)) ? refused('proxy-denied') : silent('tcp-timeout');
}

const PROTOCOLS: Readonly<Record<string, Target['protocol']>> = {
	'tcp-drop': 'tcp',
	'tcp-reject': 'tcp',
	'tcp-reset': 'tcp',
	'udp-drop': 'udp',
	'udp-reject': 'udp',
};

/** What a packet filter does; a reset waits for the first data, so that another rule may come before it. */
function byFilter(target: Target, { network }: World): Fate | undefined {
	const filters = network.filter((fault) => PROTOCOLS[fault.fault] === target.protocol && means(fault, target));
	const first = filters.find(({ fault }) => fault !== 'tcp-reset') ?? filters[0];
	if (first === undefined) return undefined;
	if (target.protocol === 'udp' || first.fault === 'tcp-drop') return unanswered(target);
	if (first.fault === 'tcp-reset') return refused('tcp-reset');
	return refused(isProxied(network) ? 'proxy-denied' : 'tcp-refused');
}

const INTERCEPTORS = ['tls-untrusted', 'tls-inspection', 'block-page', 'path-block', 'websocket-strip'];

/** HTTPS and HTTP on their own ports, or on the one that is named. */
function intercepts(fault: Fault, target: Target): boolean {
	return (
		target.protocol === 'tcp' && means(fault, target) && (fault.port !== undefined || [80, 443].includes(target.port))
	);
}

const isBelow = (target: Target, { host, path }: Fault) =>
	matchesPattern(`${textOf(host)}${textOf(path)}`, target.host, new URL(target.url).pathname);

/** A page that carries no mark of its product cannot be told from the service's own refusal. */
function blockPage({ server }: Fault, browser: BrowserName): Fate {
	return server === '' ? inspected(browser, 'a block page without a mark') : foreign('block-page');
}

function inspected(browser: BrowserName, what = 'inspection with a trusted root'): Fate {
	return browser === 'firefox' ? foreign('tls-inspected') : { kind: 'open', unseen: what };
}

/** A gateway on the premises has a certificate of the company's own anyway. */
const OWN_CERTIFICATE: Fate = { kind: 'open', unseen: 'inspection of a gateway on the premises' };

function byInterception(target: Target, { network, browser }: World): Fate | undefined {
	const first = network.find((fault) => INTERCEPTORS.includes(fault.fault) && intercepts(fault, target));
	if (first === undefined) return undefined;
	if (first.fault === 'tls-untrusted') return foreign('tls-untrusted');
	if (first.fault === 'block-page') return blockPage(first, browser);
	const isGateway = target.entries.includes('ingenius.gateway');
	if (first.fault === 'tls-inspection' && isGateway) return OWN_CERTIFICATE;
	const edit = named(network, 'path-block').find((fault) => isBelow(target, fault));
	return edit === undefined ? inspected(browser) : blockPage(edit, browser);
}

/** Chromium's policy by URL shows in the CCP's page alone, of which none is open here. */
function byPolicy(target: Target, { network, browser }: World): Fate | undefined {
	const policy = isTurn(target) ? named(network, 'webrtc-udp-disabled')[0] : undefined;
	if (policy === undefined) return undefined;
	if (policy.url === undefined) return refused('webrtc-udp-disabled');
	return browser === 'chromium' ? { kind: 'open', unseen: 'a WebRTC policy by URL, with no CCP page open' } : undefined;
}

/** The browser shows an extension nothing of a host that it has no permission for. */
const isPermitted = ({ host }: Target) => PERMITTED.some((pattern) => covers(pattern, host));
const PERMITTED = permissionHosts();
/** `*.example.com` of a match pattern covers `example.com` too. */
const covers = (pattern: string, host: string) => matchesPattern(pattern, host) || pattern === `*.${host}`;

/** What becomes of a target: the first thing in a packet's way that stops it speaks. */
export function fateOf(target: Target, world: World): Fate {
	const { network, browser } = world;
	if (!isTurn(target) && !isPermitted(target)) return { kind: 'untested' };
	const proxied = isProxied(network) && target.protocol === 'tcp';
	const policy = byPolicy(target, world);
	if (policy !== undefined && policy.kind !== 'open') return policy;
	if (proxied && named(network, 'proxy-deny').some((fault) => means(fault, target))) return refused('proxy-denied');
	const name = named(network, 'dns-nxdomain', 'dns-timeout', 'dns-sinkhole').find((fault) => means(fault, target));
	if (name !== undefined) return proxied ? byNameAtProxy(name, target, browser) : byName(name, target, browser);
	const filtered = byFilter(target, world);
	if (filtered !== undefined) return filtered;
	if (!isAllowed(target, world)) return unanswered(target);
	return byInterception(target, world) ?? policy ?? OPEN;
}
