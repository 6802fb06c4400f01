import { useRef } from 'preact/hooks';
import type { Report } from '../../core/report/types.ts';
import type { RunState } from '../../core/run-state.ts';
import { ageText, durationText, STALE_AFTER_MS } from '../model/age.ts';
import type { PopupActions } from './Popup.tsx';
import './RunBar.css';

interface Props {
	readonly state: RunState;
	readonly now: number;
	readonly actions: Pick<PopupActions, 'onRun' | 'onCancel' | 'onOpenReport'>;
}

/** How far the check is, or how old the result is; run, cancel, the full report. */
export function RunBar({ state, now, actions }: Props) {
	const run = useRef<HTMLButtonElement>(null);
	const running = state.status === 'running';
	const cancel = () => {
		run.current?.focus();
		actions.onCancel();
	};
	return (
		<section class="run">
			{state.status === 'running' && <Bar {...state.progress} />}
			<div class="row">
				<button
					ref={run}
					type="button"
					class={state.status === 'idle' ? 'button primary' : 'button'}
					aria-disabled={running}
					onClick={() => !running && actions.onRun()}
				>
					{state.status === 'idle' ? 'Check now' : running ? 'Checking…' : 'Run again'}
				</button>
				{running && (
					<button type="button" class="button" onClick={cancel}>
						Cancel
					</button>
				)}
				{'report' in state && !running && (
					<button type="button" class="button link" onClick={() => actions.onOpenReport()}>
						Full report
					</button>
				)}
				{'report' in state && !running && <Age report={state.report} now={now} />}
			</div>
		</section>
	);
}

function Bar({ done, total }: { done: number; total: number }) {
	return (
		<div class="progress">
			<progress value={done} max={Math.max(total, 1)} aria-label="Progress of the check" />
			<span class="muted">
				{done} of {total}
			</span>
		</div>
	);
}

function Age({ report, now }: { report: Report; now: number }) {
	const age = now - Date.parse(report.startedAt) - report.durationMs;
	return (
		<span class="age muted" title={`${report.startedAt}, took ${durationText(report.durationMs)}`}>
			{ageText(age)}
			{age > STALE_AFTER_MS && ': run again if you have changed networks'}
		</span>
	);
}
