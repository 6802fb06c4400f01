import { defineConfig } from 'vitest/config';

/** The embedded engine holds one folder a process: each file runs in a process of its own, one after another. */
export default defineConfig({
	test: {
		include: ['**/*.test.ts'],
		exclude: ['node_modules/**'],
		globalSetup: 'tests/scratch-folder.ts',
		pool: 'forks',
		fileParallelism: false,
		expect: { poll: { timeout: 15_000 } },
		testTimeout: 60_000,
		hookTimeout: 60_000,
	},
});
