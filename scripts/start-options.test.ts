import { describe, expect, it } from 'vitest';
import { UsageError } from './command.ts';
import { readOptions } from './start-options.ts';

const read = (...args: string[]) => readOptions(args, false);

describe('the options of npm start', () => {
	it('reads a profile', () => {
		const options = read('--alias', 'acme', '--region', 'eu-west-2', '--browser', 'firefox');
		expect(options).toMatchObject({ browser: 'firefox', headless: true, report: 'linecheck-report.json' });
		expect(options?.profile?.connect).toMatchObject({ alias: 'acme', region: 'eu-west-2', domain: 'my.connect.aws' });
	});

	it('asks for nothing where the page can ask', () => {
		expect(readOptions([], true)).toMatchObject({ headless: false, profile: undefined });
	});

	it('wants an instance for a collector, which a scenario brings', () => {
		expect(() => readOptions(['--collector'], true)).toThrow('--alias and --region');
		expect(readOptions(['--collector', '--lab', 'x.json'], true)).toMatchObject({ collector: true, lab: 'x.json' });
	});

	it.each([
		[[], '--alias and --region'],
		[['--alias', 'acme'], '--alias and --region'],
		[['--alias', 'a_b', '--region', 'us-east-1'], '--alias: '],
		[['--alias', 'acme', '--region', 'us-gov-east-1'], 'does not run there'],
		[['--alias', 'acme', '--region', 'mars-1'], '--region: '],
		[['--alias', 'acme', '--region', 'us-east-1', '--browser', 'netscape'], '--browser'],
		[['--what'], '--what'],
	])('says what is wrong with %j', (args, words) => {
		expect(() => read(...args)).toThrow(UsageError);
		expect(() => read(...args)).toThrow(words);
	});
});
