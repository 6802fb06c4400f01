import * as v from 'valibot';

const Cell = v.union([v.string(), v.number(), v.boolean(), v.array(v.string()), v.record(v.string(), v.number())]);
type Cell = v.InferOutput<typeof Cell>;
/** What a table may hold. */
export const CsvRows = v.array(v.record(v.string(), Cell));

/** RFC 4180, with a byte order mark for Excel; its header is there without rows too. */
export function csvOf(columns: readonly string[], rows: v.InferOutput<typeof CsvRows>): string {
	const lines = rows.map((row) => columns.map((column) => quote(row[column] ?? '')));
	return `\ufeff${[columns, ...lines].map((line) => line.join(',')).join('\r\n')}\r\n`;
}

function quote(cell: Cell): string {
	const text = harmless(textOf(cell));
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function textOf(cell: Cell): string {
	if (Array.isArray(cell)) return cell.join('; ');
	if (typeof cell !== 'object') return String(cell);
	return Object.entries(cell)
		.map(([key, value]) => `${key}: ${value}`)
		.join('; ');
}

/** A spreadsheet runs a cell that starts like a formula (owasp.org/www-community/attacks/CSV_Injection). */
const harmless = (text: string): string =>
	/^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
