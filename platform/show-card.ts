import type { CardView } from '../core/incident/card-view.ts';
import type { Where } from '../core/incident/types.ts';
import { injectPage } from './inject.ts';
import { sendMessage } from './messages.ts';
import { ccpTabsItem } from './storage.ts';
import { within } from './within.ts';

/** Shows the card where the agent looks: in the tab's own page, else in the frame that noticed; null takes it away. */
export async function showCard(view: CardView | null, where: Where | undefined): Promise<Where | undefined> {
	for (const place of await placesOf(where)) {
		// A remembered tab may show another page by now: into that one nothing is brought.
		if (await tell(view, place, view !== null && where !== undefined)) return place;
	}
	return undefined;
}

async function placesOf(where: Where | undefined): Promise<Where[]> {
	if (where) return where.frame === 0 ? [where] : [{ ...where, frame: 0 }, where];
	const tabs = await ccpTabsItem.getValue();
	return tabs.toReversed().map((tab) => ({ tab, frame: 0 }));
}

/** A page that hangs must not hold up what else is to be told, ms: an answer takes a few. */
const ANSWER_MS = 2000;

/** False where none of our scripts can run: another host's page, or a tab that is gone. */
async function tell(view: CardView | null, { tab, frame }: Where, mayBring: boolean): Promise<boolean> {
	const send = () => sendMessage('showCard', view, { tabId: tab, frameId: frame });
	const bring = async () => mayBring && (await injectPage(tab, frame)) && send();
	const given = send()
		.catch(bring)
		.catch(() => false);
	return within(given, ANSWER_MS, false);
}

/** Remembers a tab that shows a CCP. */
export async function rememberCcpTab(tab: number): Promise<void> {
	const tabs = await ccpTabsItem.getValue();
	if (tabs.at(-1) !== tab) await ccpTabsItem.setValue([...tabs.filter((one) => one !== tab), tab].slice(-20));
}
