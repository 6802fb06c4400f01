import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RULES } from './index.ts';

const files = readdirSync(import.meta.dirname)
	.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
	.map((file) => file.replace(/\.ts$/, ''));
/** Not rules: the list, the types, and what several rules are made of. */
const HELPERS = ['index', 'types', 'whole-machine'];

describe('the rules', () => {
	it('are registered once each, under the name of their file', () => {
		const ids = RULES.map(({ id }) => id);
		expect(ids.toSorted()).toEqual(files.filter((file) => !HELPERS.includes(file)).toSorted());
	});

	it('stand in the table of docs/architecture.md, in the order in which they are asked', () => {
		const text = readFileSync(join(import.meta.dirname, '../../../docs/architecture.md'), 'utf8');
		const table = [...text.slice(text.indexOf('## Diagnosis')).matchAll(/^\|\s*`([a-z-]+)`\s*\|/gm)].map(
			([, id = '']) => id,
		);
		expect(table.filter((id) => RULES.some((rule) => rule.id === id))).toEqual(RULES.map(({ id }) => id));
	});
});
