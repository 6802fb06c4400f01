import * as v from 'valibot';
import { ENTRY_IDS, FAILURE_CODES, FINDING_IDS, VERDICTS } from '../ids.ts';
import { type Report, SCHEMA_VERSION } from './types.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const code = v.picklist(FAILURE_CODES);
const entryId = v.picklist(ENTRY_IDS);
const confidence = v.picklist(['suspected', 'medium', 'high']);
const texts = v.array(v.string());
const where = { ip: v.exactOptional(v.string()), viaProxy: v.exactOptional(v.boolean()) };

const outcome = v.variant('kind', [
	v.object({
		...where,
		kind: v.literal('answered'),
		proof: v.picklist(['http', 'websocket', 'stun', 'turn']),
		status: v.exactOptional(count),
		headers: v.exactOptional(v.record(v.string(), v.string())),
		redirectOrigin: v.exactOptional(v.string()),
		certificate: v.exactOptional(v.object({ issuer: v.string(), builtInRoot: v.boolean() })),
		clockSkewMs: v.exactOptional(v.number()),
		roundTripMs: v.exactOptional(v.number()),
		network: v.exactOptional(v.string()),
	}),
	v.object({ ...where, kind: v.literal('failed'), code, text: v.exactOptional(v.string()) }),
	v.object({ ...where, kind: v.literal('silent'), code, final: v.boolean() }),
]);

const evidence = v.object({ target: v.string(), attempt: count, at: v.number(), elapsedMs: v.number(), outcome });

const targetVerdict = {
	verdict: v.picklist(VERDICTS),
	cause: v.exactOptional(code),
	confidence: v.exactOptional(confidence),
	attempts: count,
	sender: v.exactOptional(v.picklist(['proven', 'unproven'])),
};

const finding = v.object({
	id: v.picklist(FINDING_IDS),
	cause: code,
	confidence,
	entries: v.array(entryId),
	hosts: texts,
	agent: v.string(),
	it: v.string(),
	rules: texts,
	commands: texts,
	attempts: count,
	evidence: v.array(count),
});

const target = v.object({
	id: v.string(),
	kind: v.picklist(['https', 'http', 'websocket', 'turn']),
	url: v.string(),
	host: v.string(),
	port: count,
	protocol: v.picklist(['tcp', 'udp']),
	origin: v.picklist(['published', 'profile', 'learned', 'unconfirmed']),
	entries: v.array(entryId),
	knownToExist: v.boolean(),
});

const environment = v.object({
	browser: v.picklist(['chromium', 'firefox']),
	online: v.boolean(),
	proxied: v.exactOptional(v.boolean()),
	webrtcPolicy: v.exactOptional(v.string()),
	captivePortal: v.exactOptional(v.boolean()),
	portalAtNeutralHost: v.exactOptional(v.boolean()),
	pageGathers: v.exactOptional(v.boolean()),
	openConnections: v.exactOptional(v.boolean()),
	failedSockets: v.exactOptional(texts),
});

/** Reads a report back from storage or a file; fails for another schema version. */
export const ReportSchema: v.GenericSchema<unknown, Report> = v.object({
	schemaVersion: v.literal(SCHEMA_VERSION),
	catalogVersion: v.string(),
	extensionVersion: v.string(),
	runId: v.string(),
	trigger: v.picklist(['user', 'install', 'schedule', 'incident', 'watch']),
	startedAt: v.pipe(v.string(), v.isoTimestamp()),
	durationMs: v.number(),
	networkId: v.string(),
	profileHash: v.string(),
	environment,
	targets: v.array(target),
	evidence: v.array(evidence),
	verdicts: v.record(entryId, v.object({ ...targetVerdict, targets: v.record(v.string(), v.object(targetVerdict)) })),
	findings: v.array(finding),
});
