import { readFileSync } from 'node:fs';
import { diagnose } from '../../core/diagnosis/diagnose.ts';
import type { Rule } from '../../core/diagnosis/rules/types.ts';
import type { Environment, Evidence } from '../../core/evidence/types.ts';
import type { Cell } from './cells.ts';
import { expectedOf } from './expect.ts';
import { type Difference, differencesIn, type Said } from './judge.ts';

/** What a browser saw in a cell. */
export interface Recorded {
	readonly cell: Cell;
	readonly evidence: readonly Evidence[];
	readonly environment: Environment;
}

/** What these rules say of what was seen: no browser, no network. */
export function said({ cell, evidence, environment }: Recorded, rules?: readonly Rule[]): Said {
	const { profile, plan } = cell.profile;
	return diagnose({ profile, plan, evidence, environment }, rules);
}

/** Judges what was seen once more, by these rules. */
export function replay(recorded: Recorded, rules?: readonly Rule[]): readonly Difference[] {
	const { cell, environment } = recorded;
	const world = { plan: cell.profile.plan, network: cell.network, browser: environment.browser };
	return differencesIn(expectedOf(world), said(recorded, rules));
}

interface Written {
	readonly name: string;
	readonly evidence?: readonly Evidence[];
	readonly environment?: Environment;
}

/** What `--json` wrote of an earlier run, as far as its cells still exist. */
export function readRecorded(file: string, cells: readonly Cell[]): readonly Recorded[] {
	const written: readonly Written[] = JSON.parse(readFileSync(file, 'utf8'));
	return written.flatMap(({ name, evidence, environment }) => {
		const cell = cells.find((one) => one.name === name);
		return cell && evidence && environment ? [{ cell, evidence, environment }] : [];
	});
}
