import { render } from 'preact';
import { type OptionsActions, OptionsPage } from '../../components/options/OptionsPage.tsx';
import '../../components/theme/base.css';
import { downloadText } from '../../platform/download.ts';
import { sendMessage } from '../../platform/messages.ts';
import { saveOptions } from '../../platform/save-options.ts';
import { getSettings, watchSettings } from '../../platform/settings.ts';
import { telemetryStatusItem } from '../../platform/storage.ts';

/** How often the age of the last sending is written anew, ms. */
const TICK_MS = 5000;

let [settings, telemetry] = await Promise.all([getSettings(), telemetryStatusItem.getValue()]);

const actions: OptionsActions = {
	onSave: saveOptions,
	onDownload: downloadText,
	onTest: () => void sendMessage('telemetry', 'test'),
	onPause: () => void sendMessage('telemetry', 'pause'),
	onResume: () => void sendMessage('telemetry', 'resume'),
	onClear: () => void sendMessage('telemetry', 'clear'),
};

function show(): void {
	const root = document.getElementById('root');
	const props = { settings, telemetry, now: Date.now(), actions };
	if (root) render(<OptionsPage {...props} />, root);
}

watchSettings((changed) => {
	settings = changed;
	show();
});
telemetryStatusItem.watch((changed) => {
	telemetry = changed;
	show();
});
setInterval(show, TICK_MS);
show();
// The worker writes how sending stands as it starts.
void sendMessage('wake');
