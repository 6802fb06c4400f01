import { normalHost } from '../../core/catalog/patterns.ts';
import { plan } from '../../core/plan/plan.ts';
import type { Site } from '../net/hosts.ts';
import { hostsOfPage, pageSiteOf } from './page-site.ts';
import type { Scenario } from './schema.ts';

/** What the lab serves for a scenario: the agent's hosts, and those that its faults name. */
export function siteOf({
	profile,
	learned,
	network,
	page,
}: Pick<Scenario, 'profile' | 'learned' | 'network' | 'page'>): Site {
	const named = network.map((fault) => fault.host).filter((host) => typeof host === 'string');
	// What the plan holds is served anyway: naming it again would make another site of it.
	const planned = plan(profile, learned).targets.map((target) => target.host);
	const exact = named
		.filter((host) => !host.includes('*'))
		.map(normalHost)
		.filter((host) => !planned.includes(host));
	if (!page) return { profile, learned, extraHosts: [...new Set(exact)] };
	const site = pageSiteOf(page, profile);
	return { profile, learned, page: site, extraHosts: [...new Set([...exact, ...hostsOfPage(site, profile)])] };
}
