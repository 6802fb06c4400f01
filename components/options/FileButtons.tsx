interface Props {
	/** The saved settings; undefined: there are none to export. */
	readonly text: string | undefined;
	readonly onExport: (text: string) => void;
	readonly onImport: (text: string, name: string) => void;
}

/** Settings to a file and back, to set up the next computer. */
export function FileButtons({ text, onExport, onImport }: Props) {
	const read = async ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) => {
		const file = currentTarget.files?.[0];
		if (file) onImport(await file.text(), file.name);
		// So that choosing the same file again is noticed.
		currentTarget.value = '';
	};
	return (
		<section>
			<h2>Move settings</h2>
			<div class="row">
				<button
					type="button"
					class="button"
					aria-disabled={text === undefined}
					onClick={() => text !== undefined && onExport(text)}
				>
					Export as JSON
				</button>
				<input type="file" id="import" class="hidden" accept="application/json,.json" onChange={read} />
				<label class="button" for="import">
					Import from JSON…
				</label>
			</div>
			<p class="muted">
				The file holds everything but the telemetry token. An import fills in the form; nothing changes before you save.
			</p>
		</section>
	);
}
