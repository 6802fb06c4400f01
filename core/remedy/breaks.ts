import type { Breaks } from '../catalog/types.ts';

/** What an agent loses, as a sentence; the worst comes first. */
export const LOSSES: readonly (readonly [Breaks, string])[] = [
	['calls', 'Calls will fail.'],
	['sign-in', 'You may not be able to sign in.'],
	['page', 'The softphone page may not load properly.'],
	['crm', 'The phone inside your CRM will not work.'],
	['chat', 'Chats will fail.'],
	['video', 'Video calls will fail.'],
	['files', 'Files cannot be sent or opened.'],
	['nothing', 'You can work, but the service lacks its measurements.'],
];

/** The worst loss among several entries, as a sentence. */
export function lossOf(breaks: readonly Breaks[]): string {
	return LOSSES.find(([kind]) => breaks.includes(kind))?.[1] ?? '';
}

/** 0 for the worst. */
export function severityOf(breaks: readonly Breaks[]): number {
	return LOSSES.findIndex(([kind]) => breaks.includes(kind));
}
