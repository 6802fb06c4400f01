/** The same rows for a spreadsheet. */
export const CsvLink = ({ href, of }: { readonly href: string; readonly of: string }) => (
	<a class="csv" href={href} download aria-label={`${of} as CSV`}>
		CSV
	</a>
);
