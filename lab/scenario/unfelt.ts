import { plan } from '../../core/plan/plan.ts';
import type { Fault } from '../faults/registry.ts';
import { matching } from '../faults/types.ts';
import { hostsOf } from '../net/hosts.ts';
import type { Scenario } from './schema.ts';
import { siteOf } from './site.ts';

/** An agent with nothing to check, or a page that is spoken of and not there. */
function missing({ profile, page, expect }: Scenario): string | undefined {
	if (!profile.connect && !profile.ingenius) return 'profile: neither connect nor ingenius';
	if (page && !profile.connect) return 'page: needs profile.connect';
	const spoken = (['incident', 'card'] as const).find((field) => expect[field] !== undefined);
	return !page && spoken ? `expect.${spoken}: there is no page` : undefined;
}

/**
 * What is well formed and means nothing, as `field: why`: it would bend or show nothing, and what passes in spite of it
 * would prove nothing. A host that this agent never asks for, an entry that is not needed.
 */
export function unfelt(scenario: Scenario): string | undefined {
	const lacking = missing(scenario);
	if (lacking !== undefined) return lacking;
	const site = siteOf(scenario);
	const context = { site, hosts: hostsOf(site) };
	const needed = plan(scenario.profile, scenario.learned).entries.map(({ entry }) => entry.id as string);

	function wordOf({ host = '*', missing = [] }: Fault): string | undefined {
		const idle = Array.isArray(missing) ? missing.findIndex((id) => !needed.includes(id)) : -1;
		if (idle >= 0) return `missing[${idle}]: this agent does not need ${(missing as string[])[idle]}`;
		const met = typeof host !== 'string' || matching(host, context).length > 0;
		return met ? undefined : `host: this agent asks for no host ${host}`;
	}

	const words = scenario.network.map(wordOf);
	const index = words.findIndex((word) => word !== undefined);
	return index < 0 ? undefined : `network[${index}].${words[index]}`;
}
