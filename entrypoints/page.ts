import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { createCard } from '../components/card/card.ts';
import { isOrphan } from '../platform/page/orphan.ts';
import { startPage } from '../platform/page/start.ts';

interface Owner {
	linecheck?: { readonly stop: () => void; readonly isOrphan: () => boolean };
}

/**
 * The content script. Not built as WXT's own kind of content script: that one posts a message into the page when it
 * starts, and the CCP's page must see nothing of us but the card. It runs once in a frame; that of an earlier life of
 * the extension is replaced.
 */
export default defineUnlistedScript(() => {
	const owner: typeof globalThis & Owner = globalThis;
	if (owner.linecheck?.isOrphan() === false) return;
	owner.linecheck?.stop();
	owner.linecheck = { stop: startPage(createCard), isOrphan };
});
