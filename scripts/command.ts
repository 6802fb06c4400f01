import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';

/** Thrown for what was typed: one line for whoever typed it. */
export class UsageError extends Error {}

function parse<const O extends ParseArgsOptionsConfig>(options: O, args: string[]) {
	try {
		return parseArgs({ args, options, tokens: true });
	} catch (error) {
		throw new UsageError(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
	}
}

/** Reads flags. Throws `UsageError` for one that is unknown, lacks its value, or is given twice where one counts. */
export function readFlags<const O extends ParseArgsOptionsConfig>(options: O, args = process.argv.slice(2)) {
	const { values, tokens } = parse(options, args);
	const given = tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []));
	const twice = given.find((name, index) => given.indexOf(name) < index && options[name]?.multiple !== true);
	if (twice !== undefined) throw new UsageError(`--${twice} is given twice`);
	return values;
}

/** Runs a command to its exit status; an error is one line on standard error, and 2 where it is about the input. */
export async function command(
	run: () => number | Promise<number>,
	{ inputErrors = [], failed = 1 }: { readonly inputErrors?: readonly ErrorType[]; readonly failed?: number } = {},
): Promise<void> {
	try {
		process.exitCode = await run();
	} catch (error) {
		const isInput = [UsageError, ...inputErrors].some((type) => error instanceof type);
		process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
		process.exitCode = isInput ? 2 : failed;
	}
}

type ErrorType = abstract new (...args: never[]) => Error;
