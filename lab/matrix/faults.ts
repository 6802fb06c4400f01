import { matchesPattern } from '../../core/catalog/patterns.ts';
import type { Target } from '../../core/plan/types.ts';
import type { Fault } from '../faults/registry.ts';
import type { Network } from './types.ts';

const isText = (value: unknown): value is string => typeof value === 'string';
export const textOf = (value: unknown): string => (isText(value) ? value : '');

export const named = (network: Network, ...names: readonly string[]): Network =>
	network.filter(({ fault }) => names.includes(fault));

/** The share of packets that no direction loses, in percent. */
export const lossOf = (network: Network): number =>
	named(network, 'loss').reduce((sum, { percent }) => sum + Number(percent), 0);

/** Round trip that the line adds, ms. */
export const delayOf = (network: Network): number =>
	named(network, 'delay').reduce((sum, { ms }) => sum + Number(ms), 0);

/** Behind an explicit proxy: all of TCP goes through it, UDP does not. */
export const isProxied = (network: Network): boolean =>
	named(network, 'proxy', 'proxy-deny', 'proxy-auth', 'proxy-dead').length > 0;

/** Whether a fault's `host` and `port` mean this target. */
export function means({ host, port }: Fault, target: Target): boolean {
	const pattern = textOf(host);
	return (pattern === '*' || matchesPattern(pattern, target.host)) && (port === undefined || port === target.port);
}
