import type { EntryId } from '../../core/ids.ts';
import type { Suggestion } from '../../core/incident/learn.ts';
import type { Plan } from '../../core/plan/types.ts';
import type { Profile } from '../../core/profile.ts';
import type { RunState } from '../../core/run-state.ts';
import { answerOf } from '../model/answer.ts';
import { entryViews } from '../model/entries.ts';
import { groupViews } from '../model/groups.ts';
import { pathView } from '../model/path.ts';
import { Brand } from '../parts/Brand.tsx';
import { PathPicture } from '../parts/PathPicture.tsx';
import { AnswerBlock } from './AnswerBlock.tsx';
import { AskHosts } from './AskHosts.tsx';
import { GroupList } from './GroupList.tsx';
import { RunBar } from './RunBar.tsx';
import { Setup } from './Setup.tsx';
import { WatchPage } from './WatchPage.tsx';
import './Popup.css';

export interface PopupActions {
	readonly onRun: () => void;
	readonly onCancel: () => void;
	readonly onTestAgain: (entry: EntryId) => void;
	readonly onWatch: (entry: EntryId, on: boolean) => void;
	/** Resolves with false where the clipboard is refused. */
	readonly onCopy: (text: string) => Promise<boolean>;
	readonly onOpenReport: () => void;
	readonly onOpenOptions: () => void;
	readonly onSaveProfile: (profile: Profile) => void;
	readonly onWatchPage: (origin: string) => Promise<boolean>;
	readonly onPermit: (urls: readonly string[]) => Promise<boolean>;
}

export interface PopupProps {
	readonly state: RunState;
	/** Undefined: not known yet, so the popup asks. */
	readonly profile?: Profile | undefined;
	/** Of the profile: brings the patterns to allow for entries that no finding names. */
	readonly plan?: Plan | undefined;
	/** ms since the epoch. */
	readonly now: number;
	/** The entry that is tried again until it opens. */
	readonly watching?: EntryId | undefined;
	readonly suggestion?: Suggestion | undefined;
	/** A page that embeds a CCP and that no permission covers. */
	readonly unwatched?: string | undefined;
	/** Addresses of the settings that no permission covers. */
	readonly unpermitted?: readonly string[];
	readonly actions: PopupActions;
}

/** The popup: the answer first, then the way, then every entry. */
export function Popup(props: PopupProps) {
	const { profile, actions, state } = props;
	const known = profile?.connect !== undefined || profile?.ingenius !== undefined;
	const ask = !known && state.status !== 'running';
	return (
		<main class="popup">
			<header class="top row">
				<Brand />
				<span class="where">{profile?.connect && `${profile.connect.alias} · ${profile.connect.region}`}</span>
				<button type="button" class="button link" onClick={() => actions.onOpenOptions()}>
					Settings
				</button>
			</header>
			{props.unwatched && <WatchPage origin={props.unwatched} onWatchPage={actions.onWatchPage} />}
			{props.unpermitted && props.unpermitted.length > 0 && (
				<AskHosts urls={props.unpermitted} onPermit={actions.onPermit} />
			)}
			{ask ? <FirstRun {...props} /> : <Result {...props} />}
		</main>
	);
}

function FirstRun({ suggestion, actions }: PopupProps) {
	return (
		<>
			<div class="first">
				<h1>Which contact centre is yours?</h1>
				<p>
					Fill this in once, or open your CCP in a tab and Linecheck learns it there. Then the check tells whether calls
					work.
				</p>
			</div>
			<Setup suggestion={suggestion} onSave={actions.onSaveProfile} onOpenOptions={actions.onOpenOptions} />
		</>
	);
}

function Result({ state, plan, now, watching, actions }: PopupProps) {
	const running = state.status === 'running';
	const report = 'report' in state ? state.report : undefined;
	const entries = report ? entryViews(report, plan, running) : [];
	const groups = groupViews(entries);
	return (
		<>
			<AnswerBlock
				answer={answerOf(state, entries)}
				report={report}
				entries={entries}
				running={running}
				onCopy={actions.onCopy}
			/>
			<RunBar state={state} now={now} actions={actions} />
			{report && <PathPicture path={pathView(report, entries, running)} />}
			{groups.length > 0 && (
				<GroupList groups={groups} report={report} running={running} watching={watching} actions={actions} />
			)}
		</>
	);
}
