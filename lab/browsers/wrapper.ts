import { existsSync, realpathSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Policy } from '../net/effects.ts';
import { browserProgram, type Program } from './programs.ts';
import type { BrowserName } from './types.ts';

/** The folder that a browser reads its policies in, and where in there the file stands. */
function policyPlace(
	name: BrowserName,
	{ path, branded }: Program,
): { readonly folder: string; readonly file: string } {
	if (branded) throw new Error(`No policy can be set for ${path}: the lab does that with Chromium and Firefox.`);
	if (name === 'chromium') return { folder: '/etc/chromium', file: 'policies/managed/linecheck.json' };
	return { folder: join(dirname(realpathSync(path)), 'distribution'), file: 'policies.json' };
}

const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

interface Wrap {
	readonly name: BrowserName;
	/** Folder of this browser's own files. */
	readonly folder: string;
	readonly netns?: string | undefined;
	readonly policy?: Policy | undefined;
}

/** Writes the policy where the wrapper mounts it over the machine's own, for this browser alone. */
async function mountPolicy(wrap: Wrap, program: Program): Promise<string> {
	if (wrap.policy === undefined) return '';
	const place = policyPlace(wrap.name, program);
	if (!existsSync(place.folder)) throw new Error(`No policy can be set: ${place.folder} does not exist.`);
	const file = join(wrap.folder, 'policy', place.file);
	await mkdir(dirname(file), { recursive: true });
	const document = wrap.name === 'firefox' ? { policies: wrap.policy } : wrap.policy;
	await writeFile(file, JSON.stringify(document));
	return `mount --bind ${quote(join(wrap.folder, 'policy'))} ${quote(place.folder)} && `;
}

/** A program that starts the browser inside the namespace, under the policy: give it the browser's arguments. */
export async function wrapper(wrap: Wrap): Promise<string> {
	const program = browserProgram(wrap.name);
	const mount = await mountPolicy(wrap, program);
	if (wrap.netns === undefined && mount === '') return program.path;
	const enter = wrap.netns === undefined ? 'unshare --mount' : `ip netns exec ${wrap.netns}`;
	const path = join(wrap.folder, wrap.name);
	await writeFile(
		path,
		`#!/bin/sh\nexec ${enter} sh -c ${quote(`${mount}exec ${quote(program.path)} "$@"`)} sh "$@"\n`,
	);
	await chmod(path, 0o755);
	return path;
}
