import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { createLab, type Lab } from './lab.ts';
import { exec } from './net/exec.ts';
import { labFolder, namespaceOf } from './net/names.ts';
import { look } from './testing/look.ts';
import { PARTICIPANT, SITE } from './testing/site.ts';

const open: Lab[] = [];
afterEach(async () => {
	for (const lab of open.splice(0)) await lab.close();
});

async function served(): Promise<Lab> {
	const lab = await createLab();
	open.push(lab);
	await lab.serve(SITE);
	return lab;
}

const namespaces = () => exec('ip', ['netns', 'list']);

test('two labs stand side by side, each with its own faults', async () => {
	const [one, two] = await Promise.all([served(), served()]);
	await one.apply([{ fault: 'tcp-drop', host: PARTICIPANT }]);
	expect(await look(one).get(`https://${PARTICIPANT}/`)).toEqual({ error: 'silent' });
	expect(await look(two).get(`https://${PARTICIPANT}/`)).toMatchObject({ status: 403 });
});

test('an id is given once', async () => {
	const lab = await createLab();
	open.push(lab);
	await expect(createLab({ id: lab.id })).rejects.toThrow(/exists already/);
});

test('closing leaves no namespace, process or file', async () => {
	const lab = await served();
	await lab.close();
	expect(await namespaces()).not.toContain(lab.id);
	expect(await exec('ps', ['-eo', 'args'])).not.toContain(labFolder(lab.id));
	expect(existsSync(labFolder(lab.id))).toBe(false);
	expect(existsSync(`/etc/netns/${lab.netns}`)).toBe(false);
});

/** A process of its own that builds a lab and then hangs. */
async function orphan(): Promise<readonly [id: string, kill: (signal: NodeJS.Signals) => Promise<void>]> {
	const script = fileURLToPath(new URL('testing/hang.ts', import.meta.url));
	const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const [id] = await once(child.stdout, 'data');
	const kill = async (signal: NodeJS.Signals) => {
		const gone = once(child, 'exit');
		child.kill(signal);
		await gone;
	};
	return [String(id).trim(), kill];
}

test('the next lab sweeps what a killed process left behind', async () => {
	const [id, kill] = await orphan();
	expect(await namespaces()).toContain(namespaceOf(id, 'cloud'));
	await kill('SIGKILL');
	expect(await namespaces()).toContain(namespaceOf(id, 'cloud'));
	open.push(await createLab());
	expect(await namespaces()).not.toContain(id);
	expect(await exec('ps', ['-eo', 'args'])).not.toContain(labFolder(id));
	expect(existsSync(labFolder(id))).toBe(false);
});

test('a process ended by a signal cleans up by itself', async () => {
	const [id, kill] = await orphan();
	await kill('SIGTERM');
	expect(await namespaces()).not.toContain(id);
	expect(existsSync(labFolder(id))).toBe(false);
});
