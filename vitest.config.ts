import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

/** Real browsers on two busy cores miss a deadline now and then; what fails twice in a row is broken. */
const RETRY = 1;

/** `unit` needs nothing but Node; `views` and `telemetry` a browser; `lab` root, the network tools and both browsers. */
export default defineConfig({
	test: {
		projects: [
			{
				// `browser` is WXT's in-memory one.
				plugins: [WxtVitest()],
				test: {
					name: 'unit',
					// Property tests on a busy machine.
					testTimeout: 60_000,
					setupFiles: ['fake-indexeddb/auto'],
					include: [
						'{core,components,platform,probes,scripts}/**/*.test.{ts,tsx}',
						// Pure, as the expectations of the matrix are.
						'lab/matrix/*.test.ts',
						'tests/*.test.ts',
					],
				},
			},
			{
				test: {
					name: 'views',
					retry: RETRY,
					include: ['tests/views/**/*.test.ts'],
					expect: { poll: { timeout: 15_000 } },
					testTimeout: 60_000,
					fileParallelism: false,
				},
			},
			{
				test: {
					name: 'telemetry',
					retry: RETRY,
					include: ['tests/telemetry/{sending,policy,closing}.test.ts'],
					testTimeout: 180_000,
					hookTimeout: 60_000,
					fileParallelism: false,
				},
			},
			{
				// Kills workers and browsers again and again: minutes, and sensitive to load. On demand: npm run test:endurance
				test: {
					name: 'endurance',
					include: ['tests/telemetry/death.test.ts'],
					testTimeout: 180_000,
					hookTimeout: 60_000,
				},
			},
			{
				test: {
					name: 'lab',
					retry: RETRY,
					include: ['lab/**/*.test.ts', 'tests/lab/**/*.test.ts'],
					exclude: ['lab/matrix/*.test.ts', '**/node_modules/**'],
					testTimeout: 120_000,
					hookTimeout: 60_000,
					// Each file has labs of its own, and most of a run is waiting for silence.
					maxWorkers: 2,
				},
			},
		],
	},
});
