import { render } from 'preact';
import { browser } from 'wxt/browser';
import { type WelcomeActions, WelcomePage } from '../../components/welcome/WelcomePage.tsx';
import '../../components/theme/base.css';
import type { Suggestion } from '../../core/incident/learn.ts';
import { copyText } from '../../platform/clipboard.ts';
import { sendMessage } from '../../platform/messages.ts';
import { getSettings, saveProfile, watchSettings } from '../../platform/settings.ts';
import { getRun, watchRun } from '../../platform/state.ts';
import { readSuggestion } from '../../platform/suggestion.ts';

/** How often the age of the result is written anew, ms. */
const TICK_MS = 5000;

let [state, settings] = await Promise.all([getRun(), getSettings()]);
let suggestion: Suggestion = {};

const actions: WelcomeActions = {
	onRun: () => void sendMessage('startRun', { trigger: 'user' }),
	onCancel: () => void sendMessage('cancelRun'),
	onCopy: copyText,
	onOpenReport: () => void browser.tabs.create({ url: browser.runtime.getURL('/report.html') }),
	onOpenOptions: () => void browser.runtime.openOptionsPage(),
	onSaveProfile: (profile) => void saveProfile(profile).then(() => sendMessage('startRun', { trigger: 'install' })),
};

function show(): void {
	const root = document.getElementById('root');
	const props = { state, profile: settings.profile, now: Date.now(), suggestion, actions };
	if (root) render(<WelcomePage {...props} />, root);
}

watchRun((run) => {
	state = run;
	show();
});
watchSettings((changed) => {
	settings = changed;
	show();
});
setInterval(() => {
	show();
	if (state.status === 'running') void sendMessage('wake');
}, TICK_MS);
show();

// Asked after the first paint: it looks into the CCP's tab.
if (!settings.profile?.connect) {
	suggestion = await readSuggestion();
	show();
}
