import type { ProfileInput } from '../../core/profile.ts';
import type { TelemetryInput } from '../../core/telemetry/config.ts';
import type { Page } from '../browsers/types.ts';

interface Extension {
	readonly storage: { readonly local: { get(key: string): Promise<Record<string, unknown>> } };
}

/** Runs in the options page, so it stands alone: types the values into the fields with these ids. */
function fillIn(values: Readonly<Record<string, string>>): void {
	for (const [id, value] of Object.entries(values)) {
		const field = document.getElementById(id);
		if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) throw new Error(`no field ${id}`);
		field.value = value;
		for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
	}
}

/** Runs in the options page: waits until telemetry to this endpoint is stored. */
async function untilStored(endpoint: string): Promise<boolean> {
	const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', Extension>;
	const { local } = (browser ?? chrome).storage;
	for (let waited = 0; waited < 10_000; waited += 50) {
		const { telemetry } = await local.get('telemetry');
		if ((telemetry as { endpoint?: string } | undefined)?.endpoint === endpoint) return true;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	return false;
}

/** As an agent does it: names a collector on the options page and saves. Firefox takes consent only in a click. */
export async function pointAt(page: Page, { connect }: ProfileInput, telemetry: TelemetryInput): Promise<void> {
	const { endpoint = '', token = '', intervalMinutes = 0 } = telemetry;
	await page.waitFor('[id="telemetry.endpoint"]');
	await page.evaluate(fillIn, {
		...(connect && { 'connect.alias': connect.alias, 'connect.region': connect.region }),
		'telemetry.endpoint': endpoint,
		'telemetry.token': token,
		'telemetry.intervalMinutes': String(intervalMinutes),
	});
	await page.click('button[type=submit]');
	if (!(await page.evaluate(untilStored, endpoint))) throw new Error('the options page did not save the collector');
}

/** Firefox answers its question for consent with yes, without asking. */
export const CONSENTING = { 'extensions.webextOptionalPermissionPrompts': false };
