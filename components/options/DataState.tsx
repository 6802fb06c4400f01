import type { TelemetryStatus } from '../../core/telemetry/status.ts';
import { queueText, stateText } from '../model/telemetry-text.ts';

export interface DataActions {
	/** Sends an event now. */
	readonly onTest: () => void;
	readonly onPause: () => void;
	readonly onResume: () => void;
	/** Deletes what is queued. */
	readonly onClear: () => void;
}

interface Props {
	readonly telemetry: TelemetryStatus;
	/** The organisation set the endpoint: its agents neither stop nor delete. */
	readonly byPolicy: boolean;
	/** ms since the epoch. */
	readonly now: number;
	readonly actions: DataActions;
}

/** How sending stands, and what can be done about it. */
export function DataState({ telemetry, byPolicy, now, actions }: Props) {
	const { status, queued } = telemetry;
	return (
		<section class="sending" aria-labelledby="data-state">
			<h2 id="data-state">Sending</h2>
			<div role="status">
				<p>{stateText(telemetry, now)}</p>
				{queued > 0 && <p>{queueText(telemetry)}</p>}
			</div>
			<div class="row">
				{status === 'ok' && (
					<button type="button" class="button" onClick={() => actions.onTest()}>
						Send a test event
					</button>
				)}
				{(status === 'waiting' || status === 'paused') && (
					<button type="button" class="button" onClick={() => actions.onResume()}>
						{telemetry.byUser ? 'Resume' : 'Try now'}
					</button>
				)}
				{!byPolicy && (status === 'ok' || status === 'waiting') && (
					<button type="button" class="button" onClick={() => actions.onPause()}>
						Pause
					</button>
				)}
				{!byPolicy && queued > 0 && (
					<button type="button" class="button" onClick={() => actions.onClear()}>
						Delete what is queued
					</button>
				)}
			</div>
		</section>
	);
}
