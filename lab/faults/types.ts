import * as v from 'valibot';
import { matchesPattern, normalHost } from '../../core/catalog/patterns.ts';
import type { Effect } from '../net/effects.ts';
import type { Host, Site } from '../net/hosts.ts';

/** What a fault may look at when it says what it does. */
export interface FaultContext {
	readonly site: Site;
	readonly hosts: readonly Host[];
}

/** A way in which a network fails agents: its name and parameters in scenario files, and what it does. */
export interface FaultDefinition {
	readonly name: string;
	/** Parses `{fault: name, …parameters}` and gives what it does. */
	readonly schema: v.GenericSchema<unknown, (context: FaultContext) => readonly Effect[]>;
}

/** Declares a fault: its parameters, and its effects as a pure function of them. */
export function defineFault<const E extends v.ObjectEntries>(
	name: string,
	entries: E,
	effects: (parameters: v.InferOutput<v.StrictObjectSchema<E, undefined>>, context: FaultContext) => readonly Effect[],
): FaultDefinition {
	const schema = v.pipe(
		v.strictObject({ fault: v.literal(name), ...entries }),
		v.transform((parameters) => (context: FaultContext) => effects(parameters as never, context)),
	);
	return { name, schema: schema as FaultDefinition['schema'] };
}

/** A host name or a pattern of them: `*` stands for one or more characters, capitals do not matter. */
export const hostPattern = v.pipe(
	v.string('a host name, or a pattern with *'),
	// RFC 1035, section 2.3.4; each `*` multiplies the ways to match.
	v.maxLength(253, 'a host name has at most 253 characters'),
	v.regex(/^[a-z0-9*]([a-z0-9*._-]*[a-z0-9*])?$/i, 'a host name, or a pattern with *'),
	v.check(
		(pattern) => !pattern.includes('**') && pattern.split('*').length <= 5,
		'at most four *, none beside another',
	),
	v.transform(normalHost),
);
export const port = v.pipe(
	v.number('a port number'),
	v.integer('a port number'),
	v.minValue(1, 'a port number'),
	v.maxValue(65535, 'a port number'),
);

/** Every host of the lab that a pattern means; `*` alone means all. */
export function matching(pattern: string, { hosts }: FaultContext): readonly string[] {
	const names = hosts.map((host) => host.name);
	return pattern === '*' ? names : names.filter((name) => matchesPattern(pattern, name));
}
