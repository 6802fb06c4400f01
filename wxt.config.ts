import { defineConfig } from 'wxt';
import { manifest } from './manifest.ts';

export default defineConfig({
	manifestVersion: 3,
	imports: false,
	manifest: ({ browser }) => manifest(browser),
	vite: () => ({ build: { modulePreload: false } }),
	zip: { excludeSources: ['lab/**', 'collector/**', 'docs/pictures/**'] },
});
