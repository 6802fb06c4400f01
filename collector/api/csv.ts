type Cell = string | number | boolean | readonly string[];

/** RFC 4180, with a byte order mark for Excel. */
export function csvOf(rows: readonly Readonly<Record<string, Cell>>[]): string {
	const columns = Object.keys(rows[0] ?? {});
	const lines = rows.map((row) => columns.map((column) => quote(row[column] ?? '')));
	return `\ufeff${[columns, ...lines].map((line) => line.join(',')).join('\r\n')}\r\n`;
}

function quote(cell: Cell): string {
	const text = harmless(Array.isArray(cell) ? cell.join('; ') : String(cell));
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A spreadsheet runs a cell that starts like a formula (owasp.org/www-community/attacks/CSV_Injection). */
const harmless = (text: string): string =>
	/^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
