import { render } from 'preact';
import { browser } from 'wxt/browser';
import { Popup, type PopupActions } from '../../components/popup/Popup.tsx';
import '../../components/theme/base.css';
import type { Suggestion } from '../../core/incident/learn.ts';
import { plan } from '../../core/plan/plan.ts';
import { copyText } from '../../platform/clipboard.ts';
import { sendMessage } from '../../platform/messages.ts';
import { unwatchedPage } from '../../platform/other-hosts.ts';
import { permit, unpermittedUrls } from '../../platform/permitted.ts';
import { getSettings, saveProfile, watchSettings } from '../../platform/settings.ts';
import { getRun, watchRun } from '../../platform/state.ts';
import { embeddersItem, learnedItem, watchItem } from '../../platform/storage.ts';
import { readSuggestion } from '../../platform/suggestion.ts';
import { within } from '../../platform/within.ts';

/** How often the age of the result is written anew, ms. */
const TICK_MS = 5000;
/** Longer than any first paint. */
const HIDDEN_MS = 300;

let [state, settings, watch, learned] = await Promise.all([
	getRun(),
	getSettings(),
	watchItem.getValue(),
	learnedItem.getValue(),
]);
let suggestion: Suggestion = {};
let unwatched: string | undefined;
let unpermitted: readonly string[] = [];

const actions: PopupActions = {
	onRun: () => void sendMessage('startRun', { trigger: 'user' }),
	onCancel: () => void sendMessage('cancelRun'),
	onTestAgain: (entry) => void sendMessage('startRun', { trigger: 'user', entries: [entry] }),
	onWatch: (entry, on) => void sendMessage('watchEntry', { entry, on }),
	onCopy: copyText,
	onOpenReport: () => void browser.tabs.create({ url: browser.runtime.getURL('/report.html') }),
	onOpenOptions: () => void browser.runtime.openOptionsPage(),
	onWatchPage: (origin) => ask([origin]),
	onPermit: async (urls) => {
		const given = await ask(urls);
		if (given) void sendMessage('startRun', { trigger: 'user' });
		return given;
	},
	onSaveProfile: (profile) => void saveProfile(profile).then(() => sendMessage('startRun', { trigger: 'user' })),
};

/** Must be called in the click itself. */
async function ask(urls: readonly string[]): Promise<boolean> {
	const given = await permit(urls);
	await askPage();
	return given;
}

async function askPage(): Promise<void> {
	unwatched = await unwatchedPage();
	unpermitted = settings.profile ? await unpermittedUrls(settings.profile) : [];
	show();
}

function show(): void {
	const root = document.getElementById('root');
	const { profile } = settings;
	const planned = profile && plan(profile, learned);
	const props = {
		state,
		profile,
		plan: planned,
		now: Date.now(),
		watching: watch?.entry,
		suggestion,
		unwatched,
		unpermitted,
		actions,
	};
	if (root) render(<Popup {...props} />, root);
}

watchRun((run) => {
	state = run;
	show();
});
watchSettings((changed) => {
	settings = changed;
	void askPage();
});
watchItem.watch((changed) => {
	watch = changed;
	show();
});
embeddersItem.watch(() => void askPage());
learnedItem.watch((changed) => {
	learned = changed;
	show();
});
setInterval(() => {
	show();
	if (state.status === 'running') void sendMessage('wake');
}, TICK_MS);
show();
// What looks into tabs and permissions waits for the last result to stand on the screen; a hidden page paints nothing.
await within(new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve))), HIDDEN_MS, undefined);
await askPage();
if (!settings.profile?.connect) {
	suggestion = await readSuggestion();
	show();
}
