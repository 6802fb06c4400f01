import type { EntryId } from '../../core/ids.ts';
import type { CellResult } from './run.ts';

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

function outcome({ expected, report, differences }: CellResult): string {
	if (differences.length > 0) return differences.map(({ kind, text }) => `${kind}: ${text}`).join('; ');
	const entries = Object.keys(expected.accused) as EntryId[];
	const accused = entries.map((id) => `${id} (${report?.verdicts[id]?.cause})`);
	const named = report?.findings.map(({ id }) => id) ?? [];
	const said = accused.length > 0 ? accused.join(', ') : ['nothing accused', ...named].join(', ');
	return expected.unseen.length > 0 ? `${said}; not seen by this browser: ${expected.unseen.join(', ')}` : said;
}

/** One line for a cell. */
export function line(result: CellResult): string {
	const { cell, browser, report, differences } = result;
	const head = `${differences.length === 0 ? 'pass' : 'FAIL'}  ${browser.padEnd(8)}`;
	return `${head}  ${seconds(report?.durationMs ?? 0).padStart(7)}  ${cell.name}  →  ${outcome(result)}\n`;
}

/** How many cells, misses and false accusations, and what each browser cannot see. */
export function summary(results: readonly CellResult[], ms: number): string {
	const count = (kind: string) =>
		results.filter(({ differences }) => differences.some((one) => one.kind === kind)).length;
	const unseen = new Set(
		results.flatMap(({ browser, expected }) => expected.unseen.map((what) => `${browser}: ${what}`)),
	);
	const passed = results.filter(({ differences }) => differences.length === 0).length;
	return [
		...[...unseen].toSorted().map((what) => `not seen by ${what}`),
		`${results.length} cells, ${passed} right, ${count('miss')} with a miss, ${count('false accusation')} with a false accusation, ${count('unclear')} unclear, ${seconds(ms)}`,
		'',
	].join('\n');
}
