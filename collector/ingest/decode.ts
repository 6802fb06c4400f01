import { CLAIMED, NO_TIME } from '../store/placing.ts';
import type { LogRow } from '../store/store.ts';
import { LIMITS } from './limits.ts';
import {
	asText,
	attributesOf,
	integerOf,
	isObject,
	listOf,
	Rejected,
	type Rejection,
	sharedAttributesOf,
	textOf,
} from './values.ts';

export interface DecodeOptions {
	/** ms since the epoch: what is older would be deleted at once. */
	readonly oldest: number;
	/** Changes the attributes of a resource before its records are built: who sent it is not for the payload to say. */
	readonly stamp: (attributes: Record<string, string>) => Record<string, string>;
	/** False if a resource would bring too many distinct values. */
	readonly admitsResource: (attributes: Readonly<Record<string, string>>) => boolean;
	/** False if a record would bring too many distinct values. */
	readonly admits: (attributes: Readonly<Record<string, string>>) => boolean;
}

export interface Decoded {
	readonly rows: readonly LogRow[];
	readonly rejected: ReadonlyMap<Rejection, number>;
	/** Records of each install, for the rate limit. */
	readonly installs: ReadonlyMap<string, number>;
	/** All records, rejected ones too. */
	readonly records: number;
	/** Characters of resources and scopes, once for each record. */
	readonly repeated: number;
}

/** The request is no ExportLogsServiceRequest at all. */
export class BadRequest extends Error {}
/** More records than one request may hold. */
export class TooManyRecords extends Error {}

type Resource = Pick<LogRow, 'ResourceAttributes' | 'ResourceSchemaUrl' | 'ServiceName'>;
type Scope = Pick<LogRow, 'ScopeName' | 'ScopeVersion' | 'ScopeAttributes' | 'ScopeSchemaUrl'>;
type Shared = Resource & Scope;

/**
 * An ExportLogsServiceRequest in OTLP's JSON encoding → rows. Of a half-bad request the good records are kept.
 * @throws BadRequest, TooManyRecords
 */
export function decodeLogs(request: unknown, options: DecodeOptions): Decoded {
	if (!isObject(request) || !Array.isArray(request.resourceLogs ?? [])) throw new BadRequest('resourceLogs is no list');
	const rows: LogRow[] = [];
	const rejected = new Map<Rejection, number>();
	const installs = new Map<string, number>();
	let records = 0;
	let repeated = 0;
	for (const { shared, size, record } of recordsOf(listOf(request.resourceLogs), options)) {
		if (++records > LIMITS.records) throw new TooManyRecords(`more than ${LIMITS.records} records`);
		repeated += size;
		if (repeated > LIMITS.repeated) throw new TooManyRecords('too many records of so large a resource');
		const row = shared instanceof Rejected ? shared : attempt(() => rowOf(record, shared, options));
		if (row instanceof Rejected) {
			rejected.set(row.reason, (rejected.get(row.reason) ?? 0) + 1);
			continue;
		}
		const install = row.ResourceAttributes['service.instance.id'] ?? '';
		installs.set(install, (installs.get(install) ?? 0) + 1);
		rows.push(row);
	}
	return { rows, rejected, installs, records, repeated };
}

/** What should be a list of records and is none: how many it would have been nobody can tell. */
const UNREADABLE = { shared: new Rejected('malformed'), size: 0, record: undefined };

/**
 * Each record with what it shares with its neighbours, and how many characters that is. A bad resource or scope is the
 * fault of each of its records.
 */
function* recordsOf(resourceLogs: readonly unknown[], options: DecodeOptions) {
	for (const resourceLog of resourceLogs) {
		if (!isObject(resourceLog) || !Array.isArray(resourceLog.scopeLogs ?? [])) {
			yield UNREADABLE;
			continue;
		}
		const resource = attempt(() => resourceOf(resourceLog, options));
		for (const scopeLog of listOf(resourceLog.scopeLogs)) {
			if (!isObject(scopeLog) || !Array.isArray(scopeLog.logRecords ?? [])) {
				yield UNREADABLE;
				continue;
			}
			const records = listOf(scopeLog.logRecords);
			if (records.length === 0) continue;
			const shared = attempt(() => sharedOf(resource, scopeLog));
			const size = shared instanceof Rejected ? 0 : JSON.stringify(shared).length;
			for (const record of records) yield { shared, size, record };
		}
	}
}

function attempt<T>(build: () => T): T | Rejected {
	try {
		return build();
	} catch (error) {
		if (error instanceof Rejected) return error;
		throw error;
	}
}

function resourceOf(
	resourceLog: Readonly<Record<string, unknown>>,
	{ stamp, admitsResource }: DecodeOptions,
): Resource {
	const resource = isObject(resourceLog.resource) ? resourceLog.resource : {};
	const attributes = stamp(sharedAttributesOf(resource.attributes));
	if (!admitsResource(attributes)) throw new Rejected('cardinality');
	return {
		ResourceAttributes: attributes,
		ResourceSchemaUrl: textOf(resourceLog.schemaUrl, LIMITS.keyLength),
		ServiceName: attributes['service.name'] ?? '',
	};
}

function sharedOf(resource: Resource | Rejected, scopeLog: Readonly<Record<string, unknown>>): Shared {
	if (resource instanceof Rejected) throw resource;
	const scope = isObject(scopeLog.scope) ? scopeLog.scope : {};
	return {
		...resource,
		ScopeName: textOf(scope.name, LIMITS.keyLength),
		ScopeVersion: textOf(scope.version, LIMITS.keyLength),
		ScopeAttributes: sharedAttributesOf(scope.attributes),
		ScopeSchemaUrl: textOf(scopeLog.schemaUrl, LIMITS.keyLength),
	};
}

function rowOf(record: unknown, shared: Shared, { oldest, admits }: DecodeOptions): LogRow {
	if (!isObject(record)) throw new Rejected('malformed');
	const time = timeOf(record);
	if (time !== NO_TIME && Number(time) * 1000 < oldest) throw new Rejected('too-old');
	// ours to say
	const { [CLAIMED]: _, ...attributes } = attributesOf(record.attributes);
	if ((attributes['log.record.uid'] ?? '').length > LIMITS.keyLength) throw new Rejected('too-large');
	const EventName = textOf(record.eventName, LIMITS.keyLength);
	if (!admits(EventName === '' ? attributes : { ...attributes, 'event.name': EventName }))
		throw new Rejected('cardinality');
	return {
		...shared,
		Timestamp: time,
		TraceId: hexOf(record.traceId, 32),
		SpanId: hexOf(record.spanId, 16),
		TraceFlags: byteOf(record.flags),
		SeverityText: textOf(record.severityText, 32),
		SeverityNumber: byteOf(record.severityNumber),
		Body: asText(record.body),
		LogAttributes: attributes,
		EventName,
	};
}

/** s since the epoch: `timeUnixNano`, else when it was observed (logs.proto says so), else the time of its arrival. */
function timeOf(record: Readonly<Record<string, unknown>>): string {
	const time = [record.timeUnixNano, record.observedTimeUnixNano].map(integerOf).find((nanos) => nanos !== '0');
	if (time === undefined) return NO_TIME;
	if (time.startsWith('-')) throw new Rejected('malformed');
	const nanos = time.padStart(10, '0');
	return `${nanos.slice(0, -9)}.${nanos.slice(-9)}`;
}

/** SeverityNumber may come by name (`SEVERITY_NUMBER_INFO`): it is not worth a record. */
const byteOf = (value: unknown): number => (typeof value === 'number' && Number.isInteger(value) ? value & 0xff : 0);

const hexOf = (value: unknown, length: number): string => {
	const text = textOf(value, length).toLowerCase();
	return /^[0-9a-f]*$/.test(text) && /[1-9a-f]/.test(text) ? text : '';
};
