import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { ancestorsOf } from './ancestors.ts';

const executeScript = vi.fn();
const framed = { tabId: 7, parentFrameId: 3 };

beforeEach(() => {
	executeScript.mockReset();
	Object.assign(fakeBrowser, { scripting: { executeScript } });
});

it('takes the word of the embedding frame itself', async () => {
	const result = ['https://acme.vf.force.com', 'null', 'https://acme.lightning.force.com'];
	executeScript.mockResolvedValue([{ result }]);
	expect(await ancestorsOf(framed)).toEqual(['https://acme.vf.force.com', 'https://acme.lightning.force.com']);
	expect(executeScript.mock.calls[0]?.[0].target).toEqual({ tabId: 7, frameIds: [3] });
});

it('names none where that frame is not ours to ask', async () => {
	executeScript.mockRejectedValue(new Error('Cannot access contents of the page'));
	expect(await ancestorsOf(framed)).toEqual([]);
});

it("takes Firefox's word without asking", async () => {
	const frameAncestors = [{ url: 'https://crm.example/app?x' }, { url: 'about:blank' }];
	expect(await ancestorsOf({ ...framed, frameAncestors })).toEqual(['https://crm.example']);
	expect(executeScript).not.toHaveBeenCalled();
});
