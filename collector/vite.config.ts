import { defineConfig } from 'vite';

/** The dashboard: static files with no inline script, as the collector's content security policy wants. */
export default defineConfig({
	root: 'dashboard',
	esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
	build: {
		outDir: '../dist',
		emptyOutDir: true,
		assetsInlineLimit: 0,
		modulePreload: { polyfill: false },
		target: 'es2022',
	},
});
