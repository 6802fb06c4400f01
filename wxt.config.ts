import type { Plugin } from 'vite';
import { defineConfig } from 'wxt';
import { manifest } from './manifest.ts';

/** Preact's only write to `innerHTML` serves `dangerouslySetInnerHTML`, which nothing here uses and store reviews ask about. */
const noInnerHtml: Plugin = {
	name: 'no-inner-html',
	transform: (code, id) => (/preact[\\/]dist/.test(id) ? code.replaceAll('.innerHTML=', '.textContent=') : undefined),
};

export default defineConfig({
	manifestVersion: 3,
	imports: false,
	manifest: ({ browser }) => manifest(browser),
	vite: () => ({ plugins: [noInnerHtml], build: { modulePreload: { polyfill: false } } }),
	zip: { excludeSources: ['lab/**', 'collector/**', 'docs/pictures/**'] },
});
