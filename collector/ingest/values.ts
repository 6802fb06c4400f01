import { LIMITS } from './limits.ts';

/** Why a record is rejected; counted in the answer and in /metrics. */
export type Rejection = 'malformed' | 'too-deep' | 'too-large' | 'too-many-attributes' | 'too-old' | 'cardinality';

export class Rejected extends Error {
	readonly reason: Rejection;
	constructor(reason: Rejection) {
		super(reason);
		this.reason = reason;
	}
}

type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
/** An absent list is empty. @throws Rejected */
export function listOf(value: unknown): readonly unknown[] {
	if (value === undefined || value === null) return [];
	if (!Array.isArray(value)) throw new Rejected('malformed');
	return value;
}

/** An absent text is empty. A lone surrogate cannot be stored: it is replaced. @throws Rejected */
export function textOf(value: unknown, max: number = LIMITS.valueLength): string {
	if (value === undefined || value === null) return '';
	if (typeof value !== 'string') throw new Rejected('malformed');
	if (value.length > max) throw new Rejected('too-large');
	return value.toWellFormed();
}

/** `fixed64` and `int64`: a decimal string, or a number. @throws Rejected */
export function integerOf(value: unknown): string {
	if (value === undefined || value === null) return '0';
	if (typeof value === 'number' && Number.isInteger(value)) return BigInt(value).toString();
	if (typeof value === 'string' && /^-?\d{1,19}$/.test(value)) return value;
	throw new Rejected('malformed');
}

/** Attributes as text, as OpenTelemetry's ClickHouse exporter writes them. @throws Rejected */
export function attributesOf(value: unknown): Record<string, string> {
	const list = listOf(value);
	if (list.length > LIMITS.attributes) throw new Rejected('too-many-attributes');
	return Object.fromEntries(list.map((pair) => keyValueOf(pair, (item) => asText(item))));
}

/** Attributes of a resource or a scope. @throws Rejected */
export function sharedAttributesOf(value: unknown): Record<string, string> {
	const attributes = attributesOf(value);
	if (JSON.stringify(attributes).length > LIMITS.shared) throw new Rejected('too-large');
	return attributes;
}

function keyValueOf<T>(pair: unknown, read: (value: unknown) => T): [string, T] {
	if (!isObject(pair) || typeof pair.key !== 'string') throw new Rejected('malformed');
	return [textOf(pair.key, LIMITS.keyLength), read(pair.value)];
}

/** An `AnyValue` as text: scalars plainly, lists and maps as JSON. @throws Rejected */
export function asText(value: unknown): string {
	const plain = plainOf(value, 0);
	const text = typeof plain === 'string' ? plain : plain === null ? '' : JSON.stringify(plain);
	return textOf(text);
}

type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

function plainOf(value: unknown, depth: number): Plain {
	if (depth > LIMITS.depth) throw new Rejected('too-deep');
	if (value === undefined || value === null) return null;
	if (!isObject(value)) throw new Rejected('malformed');
	// nearly every value; the rest of this function costs five times as much
	if (typeof value.stringValue === 'string') return textOf(value.stringValue);
	const [kind, content] = Object.entries(value)[0] ?? [];
	switch (kind) {
		case undefined:
			return null;
		case 'stringValue':
		case 'bytesValue':
			return textOf(content);
		case 'boolValue':
			return content === true;
		case 'intValue':
			return plainInteger(integerOf(content));
		case 'doubleValue':
			return typeof content === 'number' ? content : textOf(content);
		case 'arrayValue':
			return valuesOf(content).map((item) => plainOf(item, depth + 1));
		case 'kvlistValue':
			return Object.fromEntries(valuesOf(content).map((pair) => keyValueOf(pair, (item) => plainOf(item, depth + 1))));
		default:
			throw new Rejected('malformed');
	}
}

/** Beyond 2^53 a number would change: it stays text. */
const plainInteger = (text: string): number | string => (Number.isSafeInteger(Number(text)) ? Number(text) : text);

const valuesOf = (content: unknown): readonly unknown[] => (isObject(content) ? listOf(content.values) : []);
