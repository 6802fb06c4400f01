import { browser } from 'wxt/browser';

/** A frame, as a request for its document shows it. */
interface Framed {
	readonly tabId: number;
	readonly parentFrameId: number;
	/** Firefox: the embedding document, then those above it. */
	readonly frameAncestors?: readonly { readonly url: string }[] | undefined;
}

/**
 * Origins of the page that embeds a frame and of those above it, nearest first; none where the browser does not tell.
 * The request's initiator is another thing: the frame's own document of before, such as a sign-in's.
 */
export async function ancestorsOf({ tabId, parentFrameId, frameAncestors }: Framed): Promise<string[]> {
	const told = frameAncestors?.map(({ url }) => (URL.canParse(url) ? new URL(url).origin : 'null'));
	const origins = told ?? (await askFrame(tabId, parentFrameId));
	return [...new Set(origins)].filter((origin) => origin.startsWith('https://'));
}

async function askFrame(tabId: number, frameId: number): Promise<string[]> {
	const target = { tabId, frameIds: [frameId] };
	try {
		const [frame] = await browser.scripting.executeScript({ target, func: originsHere, injectImmediately: true });
		return frame?.result ?? [];
	} catch {
		// A host that we may not see, or a tab that is gone.
		return [];
	}
}

/** Injected: must stand alone. */
function originsHere(): string[] {
	return [self.origin, ...(location.ancestorOrigins ?? [])];
}
