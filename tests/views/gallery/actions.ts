import type { OptionsActions } from '../../../components/options/OptionsPage.tsx';
import type { PopupActions } from '../../../components/popup/Popup.tsx';
import type { ReportActions } from '../../../components/report/ReportPage.tsx';

/** What was asked for, in order: tests read it from the page. */
export const events: string[] = [];

const told =
	(name: string) =>
	(...args: readonly unknown[]): void => {
		events.push([name, ...args.map((arg) => JSON.stringify(arg))].join(' '));
	};

/** Set from a test, to see the way out where the browser refuses. */
export const refuses = { clipboard: false, storage: false, permission: true };

export async function copy(text: string): Promise<boolean> {
	events.push(`copy ${text}`);
	return !refuses.clipboard;
}

export const popupActions: PopupActions = {
	onRun: told('run'),
	onCancel: told('cancel'),
	onTestAgain: told('test-again'),
	onWatch: told('watch'),
	onCopy: copy,
	onOpenReport: told('report'),
	onOpenOptions: told('options'),
	onSaveProfile: told('save'),
	onWatchPage: async (origin) => {
		events.push(`watch-page ${origin}`);
		return !refuses.permission;
	},
	onPermit: async (urls) => {
		events.push(`permit ${JSON.stringify(urls)}`);
		return true;
	},
};

export const reportActions: ReportActions = {
	onRun: told('run'),
	onCopy: copy,
	onDownload: told('download'),
	onPrint: told('print'),
	onLookForRanges: told('look'),
};

export const optionsActions: OptionsActions = {
	onSave: async (profile, telemetry) => {
		if (refuses.storage) throw new Error('no space left');
		events.push(`save ${JSON.stringify(profile)}${telemetry ? ` ${JSON.stringify(telemetry)}` : ''}`);
	},
	onDownload: told('download'),
	onTest: told('test-event'),
	onPause: told('pause'),
	onResume: told('resume'),
	onClear: told('clear'),
};
