import type { Breaks, Group } from '../../core/catalog/types.ts';
import type { EntryView } from './entries.ts';
import { isBroken, type Status, statusWord, worst } from './status.ts';

export interface GroupView {
	readonly id: Group;
	readonly label: string;
	readonly status: Status;
	/** "3 open", or "1 blocked, 2 open". */
	readonly summary: string;
	readonly broken: boolean;
	readonly entries: readonly EntryView[];
}

/** In the order in which a call needs them. */
const GROUPS: readonly (readonly [Group, string])[] = [
	['instance', 'Your instance'],
	['signalling', 'Call signalling'],
	['media', 'Call audio'],
	['static', 'Page files'],
	['sign-in', 'Sign-in'],
	['data', 'Chat, files, telemetry'],
	['optional', 'Optional features'],
	['ingenius', 'InGenius'],
];

/** What an agent loses without an entry. */
export const BREAKS_WORDS: Readonly<Record<Breaks, string>> = {
	calls: 'calls',
	page: 'parts of the page',
	'sign-in': 'signing in',
	chat: 'chat',
	files: 'files',
	video: 'video calls',
	crm: 'InGenius in your CRM',
	nothing: 'nothing that you would notice',
};

export function groupViews(entries: readonly EntryView[]): readonly GroupView[] {
	return GROUPS.flatMap(([id, label]) => {
		const own = entries.filter((entry) => entry.group === id);
		if (own.length === 0) return [];
		const statuses = own.map(({ status }) => status);
		return [
			{
				id,
				label,
				status: worst(statuses),
				summary: summaryOf(statuses),
				broken: statuses.some(isBroken),
				entries: own,
			},
		];
	});
}

const READING_ORDER: readonly Status[] = [
	'blocked',
	'tampered',
	'suspected',
	'slow',
	'unclear',
	'open',
	'untested',
	'checking',
];

function summaryOf(statuses: readonly Status[]): string {
	const counts = READING_ORDER.map((status) => [status, statuses.filter((own) => own === status).length] as const);
	const said = counts.filter(([, count]) => count > 0);
	if (said.length === 1 && said[0]) return all(said[0][0], said[0][1]);
	return said.map(([status, count]) => `${count} ${statusWord(status).toLowerCase()}`).join(', ');
}

function all(status: Status, count: number): string {
	return count === 1 || status === 'checking'
		? statusWord(status)
		: `${count === 2 ? 'Both' : `All ${count}`} ${statusWord(status).toLowerCase()}`;
}
