import * as v from 'valibot';
import { type Profile, ProfileSchema } from '../core/profile.ts';
import { problemsOf } from '../core/settings.ts';
import { readFlags, UsageError } from './command.ts';

export const HELP = `npm start -- --alias ALIAS --region REGION [options]
  --alias ALIAS     first part of https://ALIAS.my.connect.aws
  --region REGION   AWS Region of the instance, such as us-east-1
  --browser NAME    chromium (or Chrome, or Edge) or firefox (default: the one that is here, in that order)
  --headless        no window: print the verdicts (the default without a display)
  --report FILE     where the report goes (default: linecheck-report.json)
  --lab FILE        inside a scenario of the network laboratory, its profile included (root on Linux)
  --collector       with the supervisors' collector and dashboard beside, where the extension sends what it finds;
                    runs until Ctrl-C or until the browser is closed, then deletes what was collected
Exit status without a window: 0 you can take calls, 1 you cannot, 2 could not tell.
`;

export interface StartOptions {
	/** Undefined with `lab`, whose scenario brings one, or when the page is to ask for it. */
	readonly profile: Profile | undefined;
	readonly browser: 'chromium' | 'firefox' | undefined;
	readonly headless: boolean;
	readonly report: string;
	readonly lab: string | undefined;
	readonly collector: boolean;
}

const FLAGS = {
	alias: { type: 'string' },
	region: { type: 'string' },
	browser: { type: 'string' },
	headless: { type: 'boolean', default: false },
	report: { type: 'string', default: 'linecheck-report.json' },
	lab: { type: 'string' },
	collector: { type: 'boolean', default: false },
	help: { type: 'boolean', default: false },
} as const;

const BrowserSchema = v.optional(v.picklist(['chromium', 'firefox'], '--browser takes chromium or firefox'));

/** Reads the command line; undefined: help was asked for. Throws `UsageError`. */
export function readOptions(args: string[], hasDisplay: boolean): StartOptions | undefined {
	const values = readFlags(FLAGS, args);
	if (values.help) return undefined;
	const browser = v.safeParse(BrowserSchema, values.browser);
	if (!browser.success) throw new UsageError(browser.issues[0].message);
	const headless = values.headless || !hasDisplay;
	// The options page saves no collector without an instance.
	const profile = values.lab === undefined ? readProfile(values, headless || values.collector) : undefined;
	const { report, lab, collector } = values;
	return { profile, browser: browser.output, headless, report, lab, collector };
}

function readProfile({ alias, region }: { alias?: string; region?: string }, needed: boolean): Profile | undefined {
	if (alias === undefined && region === undefined && !needed) return undefined;
	if (alias === undefined || region === undefined) throw new UsageError('Please give both --alias and --region.');
	const parsed = v.safeParse(ProfileSchema, { connect: { alias, region } });
	if (parsed.success) return parsed.output;
	const [problem] = problemsOf(parsed.issues);
	throw new UsageError(`--${problem?.field.replace('connect.', '')}: ${problem?.message}`);
}
