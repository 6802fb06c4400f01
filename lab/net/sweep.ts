import { spawnSync } from 'node:child_process';
import {
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmdirSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { PATH } from './exec.ts';
import { etcOf, folderPrefix, labFolder, namespaceOf, namespacePrefix, ROLES } from './names.ts';

// All of this is synchronous, as it also runs while the process exits.

/** A process is known by its id and its start: ids are used again. */
function startOf(pid: number): string | undefined {
	const path = `/proc/${pid}/stat`;
	if (!existsSync(path)) return undefined;
	const [, afterName = ''] = readFileSync(path, 'utf8').split(/\) (?=[A-Za-z] )/);
	// starttime is field 22 of proc_pid_stat(5); the first two are cut off here.
	return afterName.split(' ')[19];
}

/**
 * Says who owns a lab, before anything of it exists: whole or not at all, as another process may be sweeping.
 * Throws when the id is taken.
 */
export function claim(id: string): void {
	if (existsSync(labFolder(id))) throw new Error(`a lab named ${id} exists already`);
	const draft = mkdtempSync(join(tmpdir(), 'linecheck-claim-'));
	writeFileSync(join(draft, 'owner'), `${process.pid} ${startOf(process.pid)}`);
	renameSync(draft, labFolder(id));
}

function isOwned(folder: string): boolean {
	const path = join(folder, 'owner');
	if (!existsSync(path)) return false;
	const [pid = '', start] = readFileSync(path, 'utf8').split(' ');
	return startOf(Number(pid)) === start;
}

function ip(...args: readonly string[]): string {
	return spawnSync('ip', args, { encoding: 'utf8', env: { ...process.env, PATH } }).stdout ?? '';
}

function killAll(namespace: string): void {
	const pids = ip('netns', 'pids', namespace)
		.split('\n')
		.filter((pid) => pid !== '');
	if (pids.length > 0) spawnSync('kill', ['-9', ...pids]);
}

function removeIfEmpty(folder: string): void {
	if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
}

/** Ends every process of a lab and removes its namespaces and files. */
export function removeLab(id: string): void {
	for (const role of ROLES) {
		const namespace = namespaceOf(id, role);
		killAll(namespace);
		ip('netns', 'delete', namespace);
		rmSync(etcOf(namespace), { recursive: true, force: true });
	}
	removeIfEmpty('/etc/netns');
	rmSync(labFolder(id), { recursive: true, force: true, maxRetries: 5 });
}

const isLabNamespace = (name: string) =>
	name.startsWith(namespacePrefix) && ROLES.some((role) => name.endsWith(`-${role}`));

/** Ids of all labs, living or dead. */
function knownLabs(): readonly string[] {
	const prefix = basename(folderPrefix);
	const folders = readdirSync(dirname(folderPrefix)).filter((name) => name.startsWith(prefix));
	const namespaces = ip('netns', 'list')
		.split('\n')
		.map((line) => line.split(' ')[0] ?? '');
	const named = namespaces.filter(isLabNamespace);
	return [
		...new Set([
			...folders.map((name) => name.slice(prefix.length)),
			...named.map((name) => name.slice(namespacePrefix.length, name.lastIndexOf('-'))),
		]),
	];
}

/** Removes every lab whose owner is gone; with `all` the others too. Gives the ids removed. */
export function sweep(all = false): readonly string[] {
	const dead = knownLabs().filter((id) => all || !isOwned(labFolder(id)));
	for (const id of dead) removeLab(id);
	return dead;
}
