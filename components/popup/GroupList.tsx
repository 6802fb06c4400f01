import type { EntryId } from '../../core/ids.ts';
import type { Report } from '../../core/report/types.ts';
import type { EntryView } from '../model/entries.ts';
import type { GroupView } from '../model/groups.ts';
import { isBroken, type Status, statusWord } from '../model/status.ts';
import { StatusMark } from '../parts/StatusMark.tsx';
import { EntryDetails } from './EntryDetails.tsx';
import type { PopupActions } from './Popup.tsx';
import './GroupList.css';

interface Props {
	readonly groups: readonly GroupView[];
	readonly report: Report | undefined;
	readonly running: boolean;
	readonly watching: EntryId | undefined;
	readonly actions: PopupActions;
}

/** Every entry by group. What is broken stands open; a single broken entry is open to its details. */
export function GroupList({ groups, ...rest }: Props) {
	const broken = groups.flatMap(({ entries }) => entries).filter(({ status }) => isBroken(status));
	const only = broken.length === 1 ? broken[0]?.id : undefined;
	return (
		<section class="groups" aria-label="What was checked">
			{groups.map((group) => (
				<Group key={group.id} group={group} only={only} {...rest} />
			))}
		</section>
	);
}

/** A group of one is that entry itself: one click less to its details. */
function Group({ group, only, ...rest }: Omit<Props, 'groups'> & { group: GroupView; only: EntryId | undefined }) {
	const [single, ...others] = group.entries;
	if (single && others.length === 0) return <Entry entry={single} open={single.id === only} single {...rest} />;
	return (
		<details class="group" open={group.broken} data-group={group.id}>
			<summary>
				<StatusMark status={group.status} />
				<h2>{group.label}</h2>
				<Word status={group.status} text={group.summary} />
			</summary>
			{group.entries.map((entry) => (
				<Entry key={entry.id} entry={entry} open={entry.id === only} {...rest} />
			))}
		</details>
	);
}

interface EntryProps extends Omit<Props, 'groups'> {
	readonly entry: EntryView;
	readonly open: boolean;
	/** Stands for its whole group. */
	readonly single?: boolean;
}

function Entry({ entry, open, single = false, ...rest }: EntryProps) {
	const Title = single ? 'h2' : 'h3';
	return (
		<details class={single ? 'group' : 'entry'} open={open} data-entry={entry.id} data-status={entry.status}>
			<summary>
				<StatusMark status={entry.status} />
				<Title>{entry.label}</Title>
				<Word status={entry.status} text={statusWord(entry.status, rest.running)} />
			</summary>
			<EntryDetails entry={entry} {...rest} />
		</details>
	);
}

function Word({ status, text }: { status: Status; text: string }) {
	return <span class={`word ${status}`}>{text}</span>;
}
