import type { Browser } from '../lab/index.ts';

/** From a page's opening to its first painted content, ms: once for each opening of both. */
export interface PopupTimes {
	/** The popup's is the last result. */
	readonly popup: readonly number[];
	/** A picture of the extension's, opened in turn: what the browser itself takes for a page in which nothing runs. */
	readonly picture: readonly number[];
}

export async function popupTimes(browser: Browser, openings: number): Promise<PopupTimes> {
	const times = { popup: [] as number[], picture: [] as number[] };
	for (let opening = 0; opening < openings; opening += 1) {
		times.picture.push(await paintOf(browser, 'icon/128.png', 'img'));
		times.popup.push(await paintOf(browser, 'popup.html', '.group, .answer'));
	}
	return times;
}

async function paintOf(browser: Browser, path: string, content: string): Promise<number> {
	const page = await browser.openExtensionPage(path);
	await page.waitFor(content);
	const ms = await page.evaluate(firstPaint);
	await page.close();
	return ms;
}

/** Runs in the page, so it stands alone. A page is painted only in front. */
function firstPaint(): Promise<number> {
	return new Promise((resolve) => {
		const seen = (list: PerformanceEntryList) => {
			const first = list.find(({ name }) => name === 'first-contentful-paint');
			if (first) resolve(first.startTime);
		};
		new PerformanceObserver((list) => seen(list.getEntries())).observe({ type: 'paint', buffered: true });
	});
}
