import { render } from 'preact';
import { type ReportActions, ReportPage } from '../../components/report/ReportPage.tsx';
import '../../components/theme/base.css';
import { plan } from '../../core/plan/plan.ts';
import { copyText } from '../../platform/clipboard.ts';
import { downloadText } from '../../platform/download.ts';
import { sendMessage } from '../../platform/messages.ts';
import { getSettings } from '../../platform/settings.ts';
import { getRun, watchRun } from '../../platform/state.ts';
import { learnedItem } from '../../platform/storage.ts';

const [run, { profile }, learned] = await Promise.all([getRun(), getSettings(), learnedItem.getValue()]);
const planned = profile && plan(profile, learned);

const actions: ReportActions = {
	onRun: () => void sendMessage('startRun', { trigger: 'user' }),
	onCopy: copyText,
	onDownload: downloadText,
	onPrint: () => window.print(),
};

function show(state: typeof run): void {
	const root = document.getElementById('root');
	if (root) render(<ReportPage state={state} profile={profile} plan={planned} actions={actions} />, root);
}

watchRun(show);
show(run);
