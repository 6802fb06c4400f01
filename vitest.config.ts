import { defineConfig } from 'vitest/config';

/** `unit` needs nothing but Node; `views` a browser; `lab` root, the network tools and both browsers. */
export default defineConfig({
	test: {
		projects: [
			{
				test: {
					name: 'unit',
					include: ['{core,components,platform,probes,scripts}/**/*.test.{ts,tsx}', 'tests/*.test.ts'],
				},
			},
			{ test: { name: 'views', include: ['tests/views/**/*.test.ts'], testTimeout: 60_000, fileParallelism: false } },
			{
				test: {
					name: 'lab',
					include: ['lab/**/*.test.ts', 'tests/lab/**/*.test.ts'],
					testTimeout: 120_000,
					hookTimeout: 60_000,
					fileParallelism: false,
				},
			},
		],
	},
});
