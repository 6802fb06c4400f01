import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';
import { manifest } from './manifest.ts';

export default defineConfig({
	manifestVersion: 3,
	imports: false,
	manifest: ({ browser }) => manifest(browser),
	vite: () => ({ plugins: [preact()], build: { modulePreload: false } }),
	zip: { excludeSources: ['lab/**', 'collector/**', 'docs/pictures/**'] },
});
