import { normalHost } from '../../core/catalog/patterns.ts';
import type { Site } from '../net/hosts.ts';
import type { Scenario } from './schema.ts';

/** What the lab serves for a scenario: the agent's hosts, and those that its faults name. */
export function siteOf({ profile, learned, network }: Pick<Scenario, 'profile' | 'learned' | 'network'>): Site {
	const named = network.map((fault) => fault.host).filter((host) => typeof host === 'string');
	const exact = named.filter((host) => !host.includes('*')).map(normalHost);
	return { profile, learned, extraHosts: [...new Set(exact)] };
}
