import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { exec } from '../net/exec.ts';

/** Makes the NSS database in that folder trust certificate authorities for web sites. */
export async function trust(folder: string, caFiles: readonly string[]): Promise<void> {
	if (caFiles.length === 0) return;
	await mkdir(folder, { recursive: true });
	const database = `sql:${folder}`;
	if (!existsSync(`${folder}/cert9.db`)) await exec('certutil', ['-N', '--empty-password', '-d', database]);
	for (const [index, file] of caFiles.entries())
		await exec('certutil', ['-A', '-d', database, '-n', `authority ${index}`, '-t', 'C,,', '-i', file]);
}
