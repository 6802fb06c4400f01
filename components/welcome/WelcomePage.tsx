import type { Suggestion } from '../../core/incident/learn.ts';
import type { Profile } from '../../core/profile.ts';
import type { RunState } from '../../core/run-state.ts';
import { answerOf } from '../model/answer.ts';
import { entryViews } from '../model/entries.ts';
import { pathView } from '../model/path.ts';
import { PageHeader } from '../parts/PageHeader.tsx';
import { PathPicture } from '../parts/PathPicture.tsx';
import { AnswerBlock } from '../popup/AnswerBlock.tsx';
import type { PopupActions } from '../popup/Popup.tsx';
import { RunBar } from '../popup/RunBar.tsx';
import { Setup } from '../popup/Setup.tsx';
import { Asked } from './Asked.tsx';
import './WelcomePage.css';

export type WelcomeActions = Omit<PopupActions, 'onTestAgain' | 'onWatch' | 'onWatchPage' | 'onPermit'>;

export interface WelcomePageProps {
	readonly state: RunState;
	readonly profile?: Profile | undefined;
	/** ms since the epoch. */
	readonly now: number;
	readonly suggestion?: Suggestion | undefined;
	readonly actions: WelcomeActions;
}

/** After the installation: what Linecheck does, the first check, what it asks for and why. */
export function WelcomePage(props: WelcomePageProps) {
	return (
		<>
			<PageHeader title="Welcome" />
			<main class="page welcome">
				<section>
					<h1>Know whether calls work before the phone rings</h1>
					<p class="lead">
						Linecheck tries every address that Amazon Connect and InGenius need from this computer. When your network
						keeps one back, it names that one, and gives you the text that your IT team needs to open it.
					</p>
				</section>
				<section aria-labelledby="first-check" class="first-check">
					<h2 id="first-check">Your first check</h2>
					<FirstCheck {...props} />
				</section>
				<Asked />
				<section>
					<h2>What leaves this computer</h2>
					<p>
						Only the test requests themselves, to addresses that your contact centre uses anyway. They carry no cookie
						and no sign-in. Results stay in this browser, unless you or your organisation name a place to send them to.
					</p>
				</section>
			</main>
		</>
	);
}

function FirstCheck({ state, profile, now, suggestion, actions }: WelcomePageProps) {
	const known = profile?.connect !== undefined || profile?.ingenius !== undefined;
	if (!known)
		return <Setup suggestion={suggestion} onSave={actions.onSaveProfile} onOpenOptions={actions.onOpenOptions} />;
	const running = state.status === 'running';
	const report = 'report' in state ? state.report : undefined;
	const entries = report ? entryViews(report, undefined, running) : [];
	return (
		<>
			<AnswerBlock
				answer={answerOf(state, entries)}
				report={report}
				entries={entries}
				running={running}
				level="h3"
				onCopy={actions.onCopy}
			/>
			<RunBar state={state} now={now} actions={actions} />
			{report && <PathPicture path={pathView(report, entries, running)} />}
		</>
	);
}
