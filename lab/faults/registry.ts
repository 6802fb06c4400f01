import * as v from 'valibot';
import type { Effect } from '../net/effects.ts';
import { defaultDeny } from './default-deny.ts';
import { tcpDrop, tcpReject, tcpReset, udpDrop, udpReject } from './filter.ts';
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
	defaultDeny,
];

const names = FAULTS.map((fault) => fault.name);

const named = v.looseObject({
	fault: v.picklist(names, (issue) => `no such fault: ${issue.received}; known: ${names.join(', ')}`),
});

type Effects = (context: FaultContext) => readonly Effect[];

/** Parses one fault of a scenario file; what comes out says what it does to a given site. */
export const FaultSchema = v.pipe(
	named,
	v.rawTransform(({ dataset, addIssue, NEVER }): Effects => {
		const definition = FAULTS.find((fault) => fault.name === dataset.value.fault);
		const parsed = definition && v.safeParse(definition.schema, dataset.value);
		if (parsed?.success) return parsed.output;
		for (const issue of parsed?.issues ?? [])
			addIssue({ message: issue.message, ...(issue.path ? { path: issue.path as never } : {}) });
		return NEVER;
	}),
);
