import type { Result, Row } from './run.ts';

/** A result as `--json` writes it. */
export function row({ name, browser, verdicts, findings, durationMs, pass, incident, card }: Result): Row {
	const page = incident === undefined ? {} : { incident, card: card ?? null };
	return { name, browser, verdicts, findings, durationMs, pass, ...page };
}

function accusedIn({ verdicts }: Row): string {
	const accused = Object.entries(verdicts).filter(([, { verdict }]) => ['blocked', 'tampered'].includes(verdict));
	return accused.map(([entry, { cause }]) => `${entry} (${cause})`).join(', ') || 'nothing accused';
}

/** One line a result, for people. */
export function table(results: readonly Row[]): string {
	const width = Math.max(...results.map(({ name }) => name.length), 8);
	const lines = results.map((result) => {
		const time = `${(result.durationMs / 1000).toFixed(1)} s`.padStart(7);
		const head = `${result.pass ? 'pass' : 'FAIL'}  ${result.name.padEnd(width)}  ${result.browser.padEnd(8)}`;
		return `${head}  ${time}  ${accusedIn(result)}\n`;
	});
	const passed = results.filter(({ pass }) => pass).length;
	return `${lines.join('')}${passed} of ${results.length} pass\n`;
}
