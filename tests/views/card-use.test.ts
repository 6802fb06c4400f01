import type { CDPSession } from 'playwright-core';
import { expect, it } from 'vitest';
import { eventsOf } from './gallery.ts';
import { inGallery } from './in-gallery.ts';

const view = inGallery(900, 700);
const { open } = view;

const show = (state: string) => view.page.evaluate((name) => window.gallery.show(name), state);
/** Name of what has the focus, in the card's shadow root too. */
const focused = () =>
	view.page.evaluate(() => {
		const inner = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
		return inner?.ariaLabel ?? inner?.textContent;
	});
const placeOf = async () => {
	const box = await view.page.locator('linecheck-card section').boundingBox();
	return box && { x: Math.round(box.x), y: Math.round(box.y) };
};

interface Heard {
	readonly live: string | undefined;
	readonly atomic: boolean | undefined;
	readonly text: string;
	readonly node: number | undefined;
}

/** What a screen reader is handed as a live region: from the browser's accessibility tree. */
async function announced(session: CDPSession): Promise<Heard> {
	const { nodes } = await session.send('Accessibility.getFullAXTree');
	const status = nodes.find(({ role }) => role?.value === 'status');
	const property = (name: string) => status?.properties?.find((one) => one.name === name)?.value.value;
	const below = nodes.filter(({ parentId }) => parentId === status?.nodeId);
	return {
		live: property('live'),
		atomic: property('atomic'),
		text: below.map(({ name }) => name?.value).join(' '),
		node: status?.backendDOMNodeId,
	};
}

it('is announced politely, phase by phase, by a region that stood there before', async () => {
	await open('card-checking');
	const session = await view.page.context().newCDPSession(view.page);
	await session.send('Accessibility.enable');
	const first = await announced(session);
	await expect.poll(async () => (await announced(session)).text).toContain('Checking what your network blocks');
	await show('card-final');
	await expect.poll(async () => (await announced(session)).text).toContain('Your network blocks Call audio (TURN)');
	const last = await announced(session);
	expect(last).toMatchObject({ live: 'polite', atomic: true, node: first.node });
	expect(await focused()).not.toContain('Copy');
});

it('is worked with the keyboard alone, and takes no focus by itself', async () => {
	await open('card-final');
	await view.page.getByRole('button', { name: 'Accept call' }).focus();
	const before = await placeOf();
	const order: unknown[] = [];
	for (let i = 0; i < 5; i += 1) {
		await view.page.keyboard.press('Tab');
		order.push(await focused());
	}
	expect(order).toEqual(['Move with the arrow keys', 'Close', 'Copy for IT', 'Full result', "Don't show again"]);
	await view.page.keyboard.press('Enter');
	for (let i = 0; i < 4; i += 1) await view.page.keyboard.press('Shift+Tab');
	for (const key of ['ArrowLeft', 'ArrowLeft', 'ArrowUp']) await view.page.keyboard.press(key);
	expect(await placeOf()).toEqual({ x: (before?.x ?? 0) - 40, y: (before?.y ?? 0) - 20 });
	await view.page.keyboard.press('Escape');
	expect(await eventsOf(view.page)).toEqual(['silence i', 'close i']);
});

it('keeps its keys from the page', async () => {
	await open('card-final');
	const keys = () =>
		view.page.evaluate(() => {
			const heard: string[] = [];
			Object.assign(window, { heard });
			document.addEventListener('keydown', ({ key }) => heard.push(key));
		});
	await keys();
	await view.page.getByRole('button', { name: 'Copy for IT' }).focus();
	await view.page.keyboard.press('ArrowLeft');
	await view.page.getByRole('button', { name: 'Accept call' }).focus();
	await view.page.keyboard.press('ArrowRight');
	expect(await view.page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual(['ArrowRight']);
});

it('never leaves the window, however far it is moved', async () => {
	await open('card-final');
	await view.page.getByRole('button', { name: 'Move with the arrow keys' }).focus();
	for (let i = 0; i < 60; i += 1) await view.page.keyboard.press(i % 2 ? 'ArrowUp' : 'ArrowLeft');
	expect(await placeOf()).toEqual({ x: 0, y: 0 });
});

it('is dragged by its title, not by its buttons', async () => {
	await open('card-final');
	const before = await placeOf();
	const title = view.page.getByRole('heading', { name: 'Cause found' });
	const { x = 0, y = 0 } = (await title.boundingBox()) ?? {};
	await view.page.mouse.move(x + 5, y + 5);
	await view.page.mouse.down();
	await view.page.mouse.move(x - 95, y - 45);
	await view.page.mouse.up();
	expect(await placeOf()).toEqual({ x: (before?.x ?? 0) - 100, y: (before?.y ?? 0) - 50 });
});

it('folds to its title where it would cover controls, and unfolds at a click', async () => {
	await view.page.setViewportSize({ width: 330, height: 200 });
	await open('card-final');
	await view.page.addStyleTag({ content: 'main button { width: 300px; height: 120px }' });
	await show('card-suspected');
	expect(await view.page.getByRole('button', { name: 'Copy for IT' }).isVisible()).toBe(false);
	await view.page.getByRole('button', { name: 'Show the whole message' }).click();
	expect(await view.page.getByRole('button', { name: 'Copy for IT' }).isVisible()).toBe(true);
	expect(await focused()).toBe('Move with the arrow keys');
});
