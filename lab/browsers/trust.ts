import { existsSync } from 'node:fs';
import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exec } from '../net/exec.ts';
import { findProgram, TRUST_MODULE } from '../net/programs.ts';

async function openDatabase(folder: string): Promise<string> {
	const database = `sql:${folder}`;
	await mkdir(folder, { recursive: true });
	if (!existsSync(join(folder, 'cert9.db'))) await exec('certutil', ['-N', '--empty-password', '-d', database]);
	return database;
}

/** Makes the NSS database in that folder trust certificate authorities for web sites. */
export async function trust(folder: string, caFiles: readonly string[]): Promise<void> {
	if (caFiles.length === 0) return;
	const database = await openDatabase(folder);
	for (const [index, file] of caFiles.entries())
		await exec('certutil', ['-A', '-d', database, '-n', `authority ${index}`, '-t', 'C,,', '-i', file]);
}

/** What makes a root count as Mozilla's own: bugzilla.mozilla.org/show_bug.cgi?id=1334976 */
const ATTRIBUTES =
	'[p11-kit-object-v1]\nlabel: "Built-in"\ntrusted: true\nnss-mozilla-ca-policy: true\nmodifiable: false\n';

/**
 * Makes Firefox hold certificate authorities for its own: a trust module of p11-kit brings them, as on systems that
 * replace Mozilla's list by theirs.
 */
export async function trustAsBuiltIn(profile: string, caFiles: readonly string[]): Promise<void> {
	if (caFiles.length === 0) return;
	await openDatabase(profile);
	const roots = join(profile, 'roots');
	await mkdir(roots);
	for (const [index, file] of caFiles.entries())
		await writeFile(join(roots, `${index}.p11-kit`), `${ATTRIBUTES}${await readFile(file, 'utf8')}`);
	const module = `library=${findProgram([TRUST_MODULE])}\nname=Built-in\nparameters=paths='${roots}'\nNSS=trustOrder=100\n\n`;
	await appendFile(join(profile, 'pkcs11.txt'), module);
}
