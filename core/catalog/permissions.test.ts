import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plan } from '../plan/plan.ts';
import { anyProfile } from '../testing/profiles.ts';
import { IP_RANGES_URL } from './ip-ranges.ts';
import { hostPermissions, permissionHosts } from './permissions.ts';

/** Valid match patterns: a scheme, a host with at most one star as its first label, a path. */
const MATCH_PATTERN = /^(https|wss|http):\/\/(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+\/\*$/;

const covers = (pattern: string, url: string) => {
	const [, scheme = '', host = ''] = /^([a-z]+):\/\/([^/]+)/.exec(pattern) ?? [];
	const { protocol, hostname } = new URL(url);
	const bare = host.replace(/^\*\./, '');
	return protocol === `${scheme}:` && (hostname === bare || (bare !== host && hostname.endsWith(`.${bare}`)));
};
const permissions = hostPermissions();
const covered = (url: string) => permissions.some((pattern) => covers(pattern, url));

describe('host permissions', { timeout: 60_000 }, () => {
	it('are valid match patterns, each once', () => {
		expect(hostPermissions().filter((pattern) => !MATCH_PATTERN.test(pattern))).toEqual([]);
		expect(new Set(hostPermissions()).size).toBe(hostPermissions().length);
	});

	it('cover every URL that a profile can have probed, the gateway apart', () => {
		fc.assert(
			fc.property(anyProfile, (profile) => {
				const { targets } = plan(profile);
				const probed = targets.filter(({ kind, entries }) => kind !== 'turn' && !entries.includes('ingenius.gateway'));
				expect(probed.map(({ url }) => url).filter((url) => !covered(url))).toEqual([]);
			}),
		);
	});

	it('leave out the gateway, which is asked for when it is configured', () => {
		expect(covered('https://gateway.corp.example/')).toBe(false);
	});

	it('cover the published ranges and the pages that embed a CCP', () => {
		expect(covered(IP_RANGES_URL)).toBe(true);
		for (const host of ['acme.lightning.force.com', 'acme.my.salesforce.com', 'acme--c.vf.force.com']) {
			expect(covered(`https://${host}/`)).toBe(true);
		}
	});

	it('hold no host that another one covers', () => {
		const hosts = permissionHosts();
		const bare = hosts.map((host) => host.replace(/^\*\./, ''));
		for (const host of bare) expect(bare.filter((other) => other !== host && other.endsWith(`.${host}`))).toEqual([]);
	});
});
