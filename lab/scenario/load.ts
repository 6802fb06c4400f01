import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { type Scenario, ScenarioSchema } from './schema.ts';
import { unfelt } from './unfelt.ts';

export type { Scenario } from './schema.ts';

/** A scenario file that cannot be used; the message is one line and names the field. */
export class ScenarioError extends Error {}

type Issue = v.InferIssue<typeof ScenarioSchema>;

/** `network[0].host` */
function fieldOf(issue: Issue): string {
	const keys = issue.path?.map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)) ?? [];
	return keys.join('').replace(/^\./, '');
}

/** The library's own words for a field too many or too few are about its keys. */
function wordOf({ type, expected, received, message }: Issue): string {
	if (type !== 'strict_object') return message;
	if (expected === 'never') return 'unknown field';
	return received === 'undefined' ? 'missing' : message;
}

function parseJson(file: string): unknown {
	if (!existsSync(file) || statSync(file).isDirectory()) throw new ScenarioError(`${file}: no such file`);
	try {
		// Editors of Windows begin a file with a byte order mark.
		return JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
	} catch (error) {
		throw new ScenarioError(
			`${file}: not JSON: ${String(error)
				.replace(/^SyntaxError: /, '')
				.replaceAll('\n', ' ')}`,
		);
	}
}

/** Checks what a scenario file holds; `file` is only named in the error. */
export function parseScenario(file: string, value: unknown): Scenario {
	const parsed = v.safeParse(ScenarioSchema, value);
	const [issue] = parsed.issues ?? [];
	const word = parsed.success
		? unfelt(parsed.output)
		: issue && [fieldOf(issue), wordOf(issue)].filter(Boolean).join(': ');
	if (word !== undefined || !parsed.success) throw new ScenarioError(`${file}: ${word}`);
	return parsed.output;
}

/** Reads a scenario file; throws a ScenarioError that names the field. */
export function loadScenario(file: string): Scenario {
	return parseScenario(file, parseJson(file));
}

const SHIPPED = fileURLToPath(new URL('../scenarios', import.meta.url));

/** The scenario files that come with the lab, as full paths. */
export function shippedScenarios(): readonly string[] {
	const files = readdirSync(SHIPPED, { recursive: true, encoding: 'utf8' });
	return files
		.filter((file) => file.endsWith('.json'))
		.toSorted()
		.map((file) => join(SHIPPED, file));
}
