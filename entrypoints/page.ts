import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { createCard } from '../components/card/card.ts';
import { startPage } from '../platform/page/start.ts';

interface Owner {
	linecheckStop?: () => void;
}

/**
 * The content script. Not built as WXT's own kind of content script: that one posts a message into the page when it
 * starts, and the CCP's page must see nothing of us but the card. A second injection into the same frame replaces the
 * first.
 */
export default defineUnlistedScript(() => {
	const owner: typeof globalThis & Owner = globalThis;
	owner.linecheckStop?.();
	owner.linecheckStop = startPage(createCard);
});
