import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const CLI = fileURLToPath(new URL('cli.ts', import.meta.url));
let folder = '';
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'linecheck-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(...args: readonly string[]) {
	const all = ['--disable-warning=ExperimentalWarning', CLI, ...args];
	const { status, stdout, stderr } = spawnSync(process.execPath, all, { encoding: 'utf8' });
	return { status, stdout, stderr };
}

function file(name: string, content: string): string {
	const path = join(folder, name);
	writeFileSync(path, content);
	return path;
}

const ONE_LINE = /^[^\n]+\n$/;

test.each([
	[
		'a field of a scenario',
		'{"name":"x","profile":{},"network":[{"fault":"udp-drop","host":1}],"expect":{}}',
		/network\[0\]\.host: /,
	],
	['what is not JSON', '{"name":', /: not JSON: /],
])('%s is named in one line, with status 2', (_name, content, message) => {
	const { status, stderr } = run('--scenario', file('bad.json', content));
	expect(status).toBe(2);
	expect(stderr).toMatch(message);
	expect(stderr).toMatch(ONE_LINE);
});

test.each([
	[['--scenario', '/nowhere/x.json'], /x\.json: no such file/],
	[['--browser', 'netscape', '--scenario', '/nowhere/x.json'], /--browser: netscape/],
	[['--browser', 'netscape', '--list'], /--browser: netscape/],
	[['--gremlins'], /Unknown option '--gremlins'/],
	[[], /usage: /],
])('%j ends with one line and status 2', (args, message) => {
	const { status, stderr } = run(...args);
	expect(status).toBe(2);
	expect(stderr).toMatch(message);
	expect(stderr).toMatch(ONE_LINE);
});

test('--list names every scenario that comes with the lab', () => {
	const { status, stdout } = run('--list');
	expect(status).toBe(0);
	expect(stdout).toMatch(/media-blocked\.json\tmedia-blocked\n/);
});
