/**
 * OTLP/HTTP logs in JSON: opentelemetry.io/docs/specs/otlp, opentelemetry-proto 1.8 `logs.proto`. In this encoding field
 * names are camelCase, 64-bit integers are decimal strings and enums are numbers.
 */

import type { EventName } from './attributes.ts';

export type AttributeValue = string | number | boolean | readonly string[] | Readonly<Record<string, string>>;
export type Attributes = Readonly<Record<string, AttributeValue>>;

export interface AnyValue {
	readonly stringValue?: string;
	readonly boolValue?: boolean;
	readonly intValue?: string;
	readonly arrayValue?: { readonly values: readonly AnyValue[] };
	readonly kvlistValue?: { readonly values: readonly KeyValue[] };
}

export interface KeyValue {
	readonly key: string;
	readonly value: AnyValue;
}

/** One event, before encoding. `at`: ms since the epoch, corrected. */
export interface TelemetryEvent {
	readonly name: EventName;
	readonly uid: string;
	readonly at: number;
	readonly severity: Severity;
	readonly attributes: Attributes;
}

/** `SeverityNumber` of logs.proto: the lowest of each range. */
const SEVERITY_NUMBER = { INFO: 9, WARN: 13, ERROR: 17 } as const;
export type Severity = keyof typeof SEVERITY_NUMBER;

export interface LogRecord {
	readonly timeUnixNano: string;
	readonly severityNumber: number;
	readonly severityText: Severity;
	readonly eventName: string;
	readonly attributes: readonly KeyValue[];
}

export interface ExportLogsRequest {
	readonly resourceLogs: readonly {
		readonly resource: { readonly attributes: readonly KeyValue[] };
		readonly scopeLogs: readonly {
			readonly scope: { readonly name: string; readonly version: string };
			readonly logRecords: readonly LogRecord[];
		}[];
	}[];
}

/** Integers only: no attribute of ours is a fraction. */
export const encodeValue = (value: AttributeValue): AnyValue => {
	if (typeof value === 'string') return { stringValue: value };
	if (typeof value === 'boolean') return { boolValue: value };
	if (typeof value === 'number') return { intValue: String(Math.round(value)) };
	if (isList(value)) return { arrayValue: { values: value.map(encodeValue) } };
	return { kvlistValue: { values: encodeAttributes(value) } };
};

const isList = (value: AttributeValue): value is readonly string[] => Array.isArray(value);

const encodeAttributes = (attributes: Attributes): KeyValue[] =>
	Object.entries(attributes).map(([key, value]) => ({ key, value: encodeValue(value) }));

const encodeEvent = (event: TelemetryEvent): LogRecord => ({
	// ms to ns as text: a number cannot hold ns since 1970 exactly
	timeUnixNano: `${Math.round(event.at)}000000`,
	severityNumber: SEVERITY_NUMBER[event.severity],
	severityText: event.severity,
	eventName: event.name,
	attributes: encodeAttributes({ 'event.name': event.name, 'log.record.uid': event.uid, ...event.attributes }),
});

/** One request for `<endpoint>/v1/logs`: the events of one install. `version`: the extension's. */
export const encodeLogs = (
	resource: Attributes,
	events: readonly TelemetryEvent[],
	version: string,
): ExportLogsRequest => ({
	resourceLogs: [
		{
			resource: { attributes: encodeAttributes(resource) },
			scopeLogs: [{ scope: { name: 'linecheck', version }, logRecords: events.map(encodeEvent) }],
		},
	],
});
