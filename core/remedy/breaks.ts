import type { Breaks, CatalogEntry, Group } from '../catalog/types.ts';

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

/** What an agent calls the things of a group; where entries of a group differ, by what they break. */
const BY_GROUP: Readonly<Partial<Record<Group, string>>> = {
	instance: 'the softphone',
	signalling: 'setting up calls',
	media: 'call audio',
	static: 'part of the softphone page',
	'sign-in': 'sign-in',
	ingenius: 'InGenius',
};
const BY_LOSS: Readonly<Record<Breaks, string>> = {
	calls: 'calls',
	'sign-in': 'sign-in',
	page: 'the softphone page',
	crm: 'the CRM',
	chat: 'chat',
	video: 'video calls',
	files: 'attachments',
	nothing: 'measurements of the service',
};

/** The entry in the agent's words: no product names, no protocols. */
export function plainName({ group, breaks }: Pick<CatalogEntry, 'group' | 'breaks'>): string {
	return BY_GROUP[group] ?? BY_LOSS[breaks];
}
