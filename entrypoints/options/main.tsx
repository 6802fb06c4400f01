import { render } from 'preact';
import { type OptionsActions, OptionsPage } from '../../components/options/OptionsPage.tsx';
import '../../components/theme/base.css';
import { downloadText } from '../../platform/download.ts';
import { getSettings, saveProfile, watchSettings } from '../../platform/settings.ts';

const actions: OptionsActions = { onSave: saveProfile, onDownload: downloadText };

function show(settings: Awaited<ReturnType<typeof getSettings>>): void {
	const root = document.getElementById('root');
	if (root) render(<OptionsPage settings={settings} actions={actions} />, root);
}

watchSettings(show);
show(await getSettings());
