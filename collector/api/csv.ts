import * as v from 'valibot';
import { TIMES } from './rows.ts';

const Cell = v.union([v.string(), v.number(), v.boolean(), v.array(v.string()), v.record(v.string(), v.number())]);
type Cell = v.InferOutput<typeof Cell>;
/** What a table may hold. */
export const CsvRows = v.array(v.record(v.string(), Cell));

/** RFC 4180, with a byte order mark for Excel; its header is there without rows too. */
export function csvOf(columns: readonly string[], rows: v.InferOutput<typeof CsvRows>): string {
	const lines = rows.map((row) => columns.map((column) => quote(readable(column, row[column] ?? ''))));
	return `\ufeff${[columns, ...lines].map((line) => line.join(',')).join('\r\n')}\r\n`;
}

/** Times as ISO 8601 in UTC: seconds since the epoch tell a supervisor nothing. */
function readable(column: string, cell: Cell): Cell {
	if (!TIMES.has(column) || typeof cell !== 'number') return cell;
	return cell === 0 ? '' : new Date(cell * 1000).toISOString().replace('.000Z', 'Z');
}

function quote(cell: Cell): string {
	const text = harmless(textOf(cell));
	return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function textOf(cell: Cell): string {
	if (Array.isArray(cell)) return cell.join('; ');
	if (typeof cell !== 'object') return String(cell);
	return Object.entries(cell)
		.map(([key, value]) => `${key}: ${value}`)
		.join('; ');
}

/**
 * A spreadsheet runs a cell that starts like a formula (owasp.org/www-community/attacks/CSV_Injection). Where the
 * semicolon separates, Excel starts a cell after each one, quoted or not: after the first comma it sees no quotes.
 */
const harmless = (text: string): string =>
	Number.isNaN(Number(text)) ? text.replace(/(^|[;\t\r\n])( *)(?=[=+\-@\t\r])/g, "$1$2'") : text;
