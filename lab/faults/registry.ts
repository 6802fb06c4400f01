import * as v from 'valibot';
import type { Effect } from '../net/effects.ts';
import { defaultDeny } from './default-deny.ts';
import { tcpDrop, tcpReject, tcpReset, udpDrop, udpReject } from './filter.ts';
import { blockPage, pathBlock, tlsInspection, tlsUntrusted, websocketStrip } from './inspection.ts';
import { delay, loss } from './line.ts';
import { captivePortal, offline, webrtcUdpDisabled } from './machine.ts';
import { dnsNxdomain, dnsSinkhole, dnsTimeout } from './names.ts';
import { proxy, proxyAuth, proxyDead, proxyDeny } from './proxy.ts';
import type { FaultContext, FaultDefinition } from './types.ts';

/** Every fault of the lab. One line registers one. */
export const FAULTS: readonly FaultDefinition[] = [
	udpDrop,
	udpReject,
	tcpDrop,
	tcpReject,
	tcpReset,
	dnsNxdomain,
	dnsTimeout,
	dnsSinkhole,
	proxy,
	proxyDeny,
	proxyAuth,
	proxyDead,
	tlsUntrusted,
	tlsInspection,
	blockPage,
	pathBlock,
	websocketStrip,
	loss,
	delay,
	offline,
	captivePortal,
	webrtcUdpDisabled,
	defaultDeny,
];

const names = FAULTS.map((fault) => fault.name);

const named = v.looseObject({
	fault: v.picklist(names, (issue) => `no such fault: ${issue.received}; known: ${names.join(', ')}`),
});
/** A fault as a scenario file writes it: `{"fault": "udp-drop", "host": "TurnNlb-*", "port": 3478}`. */
export type Fault = v.InferOutput<typeof named>;

const parse = (fault: Fault) => {
	const definition = FAULTS.find(({ name }) => name === fault.fault);
	return definition === undefined ? undefined : v.safeParse(definition.schema, fault);
};

/** Checks a fault by its own parameters; issues keep their path. */
export const FaultSchema = v.pipe(
	named,
	v.rawCheck(({ dataset, addIssue }) => {
		if (!dataset.typed) return;
		for (const { message, path } of parse(dataset.value)?.issues ?? [])
			addIssue(path === undefined ? { message } : { message, path });
	}),
);

/** What faults do to a network. Throws when one of them is not as its parameters ask. */
export function effectsOfFaults(faults: readonly Fault[], context: FaultContext): readonly Effect[] {
	return v.parse(v.array(FaultSchema), faults).flatMap((fault) => {
		const parsed = parse(fault);
		return parsed?.success ? parsed.output(context) : [];
	});
}
