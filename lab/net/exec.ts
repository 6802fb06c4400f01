import { execFile } from 'node:child_process';

/** Administrators' programs are not on every PATH. */
export const PATH = `${process.env.PATH ?? ''}:/usr/sbin:/sbin`;

/** Runs a program to its end and gives its standard output; rejects with its standard error when it fails. */
export function exec(program: string, args: readonly string[], input?: string): Promise<string> {
	return new Promise((resolve, reject) => {
		const options = { env: { ...process.env, PATH }, maxBuffer: 64 * 1024 * 1024 };
		const child = execFile(program, args, options, (error, stdout, stderr) => {
			if (error === null) resolve(stdout);
			else reject(new Error(`${program} ${args.join(' ')}: ${stderr.trim() || error.message}`));
		});
		child.stdin?.on('error', () => undefined);
		child.stdin?.end(input ?? '');
	});
}

/** The same inside a network namespace. */
export function execIn(namespace: string, program: string, args: readonly string[], input?: string): Promise<string> {
	return exec('ip', ['netns', 'exec', namespace, program, ...args], input);
}

/** As `exec`, where failing is an answer too: undefined. */
export function attempt(program: string, args: readonly string[]): Promise<string | undefined> {
	return exec(program, args).catch(() => undefined);
}
