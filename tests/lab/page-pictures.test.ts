import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { type Browser, createLab, type Lab, until } from '../../lab/index.ts';
import { card, launchWithMicrophone, MEDIA_BLOCKED, newAgent, ring, servePage, told } from './ccp.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'docs', 'pictures');

let lab: Lab;
let browser: Browser;

// Pictures change with every pixel: they are made when asked for, `PICTURES=1 npx vitest run tests/lab/page-pictures`.
const asked = process.env.PICTURES !== undefined;
if (!asked) console.log('pictures not made: PICTURES=1 asks for them');

describe.runIf(asked)('pictures of the card', () => {
	beforeAll(async () => {
		lab = await createLab();
	});
	afterAll(() => lab?.close());

	it.each(['ccp', 'salesforce', 'ingenius'] as const)('on %s', { timeout: 120_000 }, async (host) => {
		const address = await servePage(lab, host);
		browser = await launchWithMicrophone('chromium', lab);
		try {
			const extension = await browser.openExtensionPage('popup.html');
			await newAgent(extension);
			const page = await browser.openPage(address);
			await page.setViewport(host === 'ccp' ? 720 : 1100, 640);
			await until(
				() => told(page),
				({ ready }) => ready !== undefined,
			);
			await lab.apply(MEDIA_BLOCKED);
			await ring(page);
			await until(
				() => card(extension, address),
				(text) => text?.includes('Cause found') === true,
			);
			await page.screenshot(join(FOLDER, `card-${host}.png`));
			await page.setDark(true);
			await page.screenshot(join(FOLDER, `card-${host}-dark.png`));
		} finally {
			await browser.close();
		}
	});
});
