import { saltItem } from './storage.ts';

/** SHA-256 with this install's salt, 16 hex digits: tells two values apart and leads back to neither. */
export async function saltedHash(value: string): Promise<string> {
	const bytes = new TextEncoder().encode(`${await saltItem.getValue()}\n${value}`);
	const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
	return [...digest.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
