import { render } from 'preact';
import { type ReportActions, ReportPage } from '../../components/report/ReportPage.tsx';
import '../../components/theme/base.css';
import { plan } from '../../core/plan/plan.ts';
import { copyText } from '../../platform/clipboard.ts';
import { downloadText } from '../../platform/download.ts';
import { lookForRanges, readRangesLook } from '../../platform/ip-ranges.ts';
import { sendMessage } from '../../platform/messages.ts';
import { getSettings } from '../../platform/settings.ts';
import { getRun, watchRun } from '../../platform/state.ts';
import { callsItem, incidentsItem, learnedItem } from '../../platform/storage.ts';

const [run, { profile }, learned, lastLook, calls, incidents] = await Promise.all([
	getRun(),
	getSettings(),
	learnedItem.getValue(),
	readRangesLook(),
	callsItem.getValue(),
	incidentsItem.getValue(),
]);
let state = run;
let ranges = lastLook;
let looking = false;
const planned = profile && plan(profile, learned);

const actions: ReportActions = {
	onRun: () => void sendMessage('startRun', { trigger: 'user' }),
	onCopy: copyText,
	onDownload: downloadText,
	onPrint: () => window.print(),
	onLookForRanges: () => void look(),
};

function show(): void {
	const root = document.getElementById('root');
	const props = { state, profile, plan: planned, ranges, looking, pages: { calls, incidents }, actions };
	if (root) render(<ReportPage {...props} />, root);
}

async function look(): Promise<void> {
	looking = true;
	show();
	ranges = await lookForRanges('now');
	looking = false;
	show();
}

watchRun((changed) => {
	state = changed;
	show();
});
show();
