import * as v from 'valibot';
import type { FilterAction } from '../net/effects.ts';
import { defineFault, hostPattern, matching, port } from './types.ts';

/** Faults that a packet filter makes: what happens to packets to a host, and perhaps one port of it. */
function filterFault(name: string, protocol: 'tcp' | 'udp', action: FilterAction) {
	return defineFault(name, { host: hostPattern, port: v.optional(port) }, (parameters, context) => {
		const hosts = parameters.host === '*' ? 'any' : matching(parameters.host, context);
		return [{ kind: 'filter', protocol, hosts, port: parameters.port, action }];
	});
}

export const udpDrop = filterFault('udp-drop', 'udp', 'drop');
export const udpReject = filterFault('udp-reject', 'udp', 'refuse');
export const tcpDrop = filterFault('tcp-drop', 'tcp', 'drop');
export const tcpReject = filterFault('tcp-reject', 'tcp', 'refuse');
export const tcpReset = filterFault('tcp-reset', 'tcp', 'reset');
