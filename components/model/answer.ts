import type { Report } from '../../core/report/types.ts';
import type { RunState } from '../../core/run-state.ts';
import type { EntryView } from './entries.ts';
import { brokenFindings, wholeMachineFinding, wholeMachineTitle } from './findings.ts';
import { BREAKS_WORDS } from './groups.ts';
import { headlineOf } from './headline.ts';
import { isBroken, type Status } from './status.ts';

/** The first lines of every view: can I take calls, and what do I do now? */
export interface Answer {
	/** Chooses shape and colour; the words say the same. */
	readonly mark: Status;
	readonly title: string;
	/** What to do now, in a sentence. */
	readonly todo: string;
	/** What else to know, if anything. */
	readonly note?: string;
}

/** The answer to a state of the newest run. `entries` are the views of its report. */
export function answerOf(state: RunState, entries: readonly EntryView[]): Answer {
	switch (state.status) {
		case 'idle':
			return {
				mark: 'untested',
				title: 'Not checked yet',
				todo: 'Check now to see whether calls work on this network.',
			};
		case 'failed':
			return {
				mark: 'unclear',
				title: 'Could not tell',
				todo: 'The check itself failed: run it again.',
				note: state.error,
			};
		case 'running':
			return whileRunning(entries);
		case 'cancelled':
			return { ...finished(state.report, entries), note: 'The check was stopped before its end.' };
		case 'done':
			return finished(state.report, entries);
	}
}

function whileRunning(entries: readonly EntryView[]): Answer {
	const critical = entries.filter(({ breaks }) => breaks === 'calls');
	if (critical.some(({ status }) => isBroken(status)))
		return {
			mark: 'blocked',
			title: 'Calls will fail here',
			todo: 'The check goes on, to find everything that is blocked.',
		};
	const suspect = critical.find(({ status }) => status === 'suspected');
	if (suspect)
		return {
			mark: 'suspected',
			title: 'Calls look blocked',
			todo: `Confirming: no answer so far for ${suspect.label}.`,
		};
	return { mark: 'checking', title: 'Checking this network…', todo: 'The answer takes a few seconds.' };
}

function finished(report: Report, entries: readonly EntryView[]): Answer {
	const { calls, untested } = headlineOf(report);
	if (calls === 'no') return callsFail(report, entries);
	if (calls === 'unknown') return undecided(report);
	return { ...callsWork(entries), ...(untested > 0 && { note: untestedNote(untested) }) };
}

function callsFail(report: Report, entries: readonly EntryView[]): Answer {
	const [only, ...others] = brokenFindings(report, entries);
	const broken = entries.filter(({ status }) => isBroken(status)).length;
	const several = `This network blocks ${broken} entries that your work needs: send the text for IT to your IT team.`;
	return {
		mark: 'blocked',
		title: 'Calls will fail here',
		todo: only && others.length === 0 ? only.agent : several,
		note: 'Until it is fixed, use another network if you can.',
	};
}

function undecided(report: Report): Answer {
	const whole = wholeMachineFinding(report);
	const title = whole && wholeMachineTitle(whole);
	if (whole && title) return { mark: whole.id === 'offline' ? 'blocked' : 'slow', title, todo: whole.agent };
	if (!report.environment.online)
		return { mark: 'blocked', title: 'You are offline', todo: 'Connect to a network, then run the check again.' };
	const why = report.findings[0]?.agent;
	return {
		mark: 'unclear',
		title: 'Could not tell',
		todo: why ?? 'Run the check again; if this stays, send the report to IT.',
	};
}

function callsWork(entries: readonly EntryView[]): Answer {
	const title = 'You can take calls';
	if (entries.some(({ breaks, status }) => breaks === 'calls' && status === 'slow'))
		return {
			mark: 'slow',
			title: `${title}, but they may sound bad`,
			todo: 'Use a cable instead of Wi-Fi if you can.',
		};
	const lost = [...new Set(entries.filter(({ status }) => isBroken(status)).map(({ breaks }) => breaks))];
	const felt = lost.filter((breaks) => breaks !== 'nothing').map((breaks) => BREAKS_WORDS[breaks]);
	if (lost.length === 0) return { mark: 'open', title, todo: 'Nothing to do: this network lets your calls through.' };
	if (felt.length === 0)
		return { mark: 'open', title, todo: 'Nothing to do now; tell IT when convenient what is blocked.' };
	return { mark: 'open', title, todo: `But this network blocks ${list(felt)}: send the text for IT to your IT team.` };
}

function untestedNote(count: number): string {
	return `${count} ${count === 1 ? 'entry' : 'entries'} cannot be tested before you sign in.`;
}

function list(words: readonly string[]): string {
	return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
