import { native } from '../firefox-native.ts';

/** Firefox's word for what telemetry carries; extensionworkshop.com/documentation/develop/firefox-builtin-data-consent/ */
const DATA = ['technicalAndInteraction'];

/**
 * Asks Firefox's user; true elsewhere. Call it in a click's own handler before anything is awaited: Firefox asks only
 * then.
 */
export function requestConsent(): Promise<boolean> {
	return import.meta.env.FIREFOX ? native().permissions.request({ data_collection: DATA }) : Promise.resolve(true);
}

/** Whether the user agreed and has not taken it back. An endpoint that policy sets needs no consent of the agent. */
export async function hasConsent(): Promise<boolean> {
	if (!import.meta.env.FIREFOX) return true;
	const { data_collection: given = [] } = await native().permissions.getAll();
	return DATA.every((kind) => given.includes(kind));
}
