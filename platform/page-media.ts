import { browser } from 'wxt/browser';
import type { Plan } from '../core/plan/types.ts';
import { gathersInPage } from '../probes/page-gather.ts';
import { CCP_PAGES } from './pages.ts';

/** Whether the CCP's own page can gather; undefined: no CCP is open, or it let nothing be run in it. */
export async function readPageMedia({ targets }: Plan): Promise<boolean | undefined> {
	const turn = targets.find(({ kind }) => kind === 'turn');
	const [tab] = await browser.tabs.query({ url: CCP_PAGES, status: 'complete', discarded: false });
	if (!turn || tab?.id === undefined) return undefined;
	try {
		const [frame] = await browser.scripting.executeScript({
			target: { tabId: tab.id },
			func: gathersInPage,
			args: [turn.url],
		});
		return frame?.result ?? undefined;
	} catch {
		// An error page, or a tab that closed meanwhile.
		return undefined;
	}
}
