import type { Browser } from '../lab/index.ts';

/** From the popup's opening to its first painted content, which is the last result, ms: once for each opening. */
export async function popupTimes(browser: Browser, openings: number): Promise<readonly number[]> {
	const times: number[] = [];
	for (let opening = 0; opening < openings; opening += 1) {
		const page = await browser.openExtensionPage('popup.html');
		await page.waitFor('.group, .answer');
		times.push(await page.evaluate(firstPaint));
		await page.close();
	}
	return times;
}

/** Runs in the popup, so it stands alone. A page is painted only in front. */
function firstPaint(): Promise<number> {
	return new Promise((resolve) => {
		const seen = (list: PerformanceEntryList) => {
			const first = list.find(({ name }) => name === 'first-contentful-paint');
			if (first) resolve(first.startTime);
		};
		new PerformanceObserver((list) => seen(list.getEntries())).observe({ type: 'paint', buffered: true });
	});
}
