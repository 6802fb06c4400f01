import { table } from '../report/text.ts';
import type { AllowlistRow } from './allowlist-rows.ts';

export const ALLOWLIST_FORMATS = ['json', 'csv', 'text'] as const;
export type AllowlistFormat = (typeof ALLOWLIST_FORMATS)[number];

const COLUMNS = ['id', 'pattern', 'port', 'protocol', 'direction', 'required', 'when', 'source'] as const;

const when = ({ when: conditions }: AllowlistRow) =>
	Object.entries(conditions)
		.map(([name, value]) => `${name}=${value}`)
		.join(';');

const cells = (row: AllowlistRow): readonly string[] => [
	row.id,
	row.pattern,
	`${row.port}`,
	row.protocol,
	row.direction,
	`${row.required}`,
	when(row),
	row.source.join(';'),
];

/** RFC 4180. */
const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

const FORMATS: Readonly<Record<AllowlistFormat, (rows: readonly AllowlistRow[]) => string>> = {
	json: (rows) => JSON.stringify(rows, undefined, '\t'),
	csv: (rows) => [COLUMNS, ...rows.map(cells)].map((row) => row.map(quoted).join(',')).join('\r\n'),
	text: (rows) => table([COLUMNS, ...rows.map(cells)]),
};

/** The rows as a document, without the last line break. */
export function formatAllowlist(rows: readonly AllowlistRow[], format: AllowlistFormat): string {
	return FORMATS[format](rows);
}
