/** Copies a text; false where the browser does not let it. */
export const copyText = async (text: string): Promise<boolean> =>
	// there is no clipboard over plain http, unless from this machine itself
	(await navigator.clipboard?.writeText(text).then(
		() => true,
		() => false,
	)) || copySelected(text);

/** The old way, which asks for no secure context: what is selected. */
function copySelected(text: string): boolean {
	const focused = document.activeElement;
	const area = Object.assign(document.createElement('textarea'), {
		value: text,
		readOnly: true,
		className: 'offscreen',
	});
	document.body.append(area);
	area.select();
	const copied = document.execCommand('copy');
	area.remove();
	if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
	return copied;
}
