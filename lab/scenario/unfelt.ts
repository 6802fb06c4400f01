import { plan } from '../../core/plan/plan.ts';
import type { Fault } from '../faults/registry.ts';
import { matching } from '../faults/types.ts';
import { hostsOf } from '../net/hosts.ts';
import type { Scenario } from './schema.ts';
import { siteOf } from './site.ts';

/**
 * What a fault names that this agent never meets, as `field: why`: a mistyped host, an entry that is not needed. It
 * would bend nothing, and what passes in spite of it would prove nothing.
 */
export function unfelt(scenario: Scenario): string | undefined {
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
