import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { loadTokens } from '../auth/tokens.ts';
import { readConfig } from '../config.ts';
import { openStore } from '../store/store.ts';
import { requestOf, runAt, scratch } from './support.ts';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
let child: ChildProcess | undefined;
afterEach(() => void child?.kill('SIGKILL'));

/** Starts it as an administrator does, on a port of its own choice; what it printed until it listened, or ended. */
async function start(variables: Record<string, string>) {
	const env = { ...process.env, PORT: '0', ...variables };
	child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] });
	let printed = '';
	await new Promise<void>((resolve) => {
		const hear = (chunk: Buffer) => {
			printed += chunk;
			if (/Linecheck collector: \S+\n/.test(printed)) resolve();
		};
		child?.stdout?.on('data', hear);
		child?.stderr?.on('data', hear);
		child?.once('exit', () => resolve());
	});
	return { printed, url: /Linecheck collector: (\S+)/.exec(printed)?.[1] ?? '', child };
}

const send = async (url: string, token: string) => {
	const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
	const body = JSON.stringify(requestOf('a', runAt('a-1', Date.now())));
	return (await fetch(`${url}/v1/logs`, { method: 'POST', headers, body })).status;
};

describe('a first start', () => {
	it('prints a token and a sign-in that work; the next one prints neither, and they still do', async () => {
		const LINECHECK_STORE = scratch();
		const first = await start({ LINECHECK_STORE });
		const token = /Ingest token \(shown once\): (\S+)/.exec(first.printed)?.[1] ?? '';
		const password = /name supervisor, password (\S+)/.exec(first.printed)?.[1] ?? '';
		expect(first.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
		expect(await send(first.url, token)).toBe(200);
		const ended = once(first.child, 'exit');
		// as Ctrl-C comes: from the terminal and from what started it
		for (let times = 0; times < 2; times++) first.child.kill('SIGINT');
		expect(await ended).toEqual([0, null]);

		const second = await start({ LINECHECK_STORE });
		expect(second.printed).not.toMatch(/shown once/);
		expect(await send(second.url, token)).toBe(200);
		const headers = { 'Content-Type': 'application/json' };
		const body = JSON.stringify({ name: 'supervisor', password });
		expect((await fetch(`${second.url}/api/session`, { method: 'POST', headers, body })).status).toBe(200);
	});
});

describe('tokens of the administrator', () => {
	it.each([
		['a'.repeat(32), { site: '', secret: 'a'.repeat(32) }],
		[`Lisbon=${'a'.repeat(32)}==`, { site: 'Lisbon', secret: `${'a'.repeat(32)}==` }],
		[`${'a'.repeat(32)}==`, { site: '', secret: `${'a'.repeat(32)}==` }],
	])('%s', (text, token) => {
		expect(readConfig({ LINECHECK_INGEST_TOKEN: text }).ingestTokens).toEqual([token]);
	});

	it('stay revoked', async () => {
		const LINECHECK_STORE = scratch();
		const secret = 'a'.repeat(32);
		const store = await openStore(LINECHECK_STORE, { retentionDays: 90 });
		const tokens = await loadTokens(store, Date.now);
		await tokens.adopt('Lisbon', secret);
		for (const { id } of tokens.list()) await tokens.revoke(id);
		await store.close();
		const { printed, url } = await start({ LINECHECK_STORE, LINECHECK_INGEST_TOKEN: `Lisbon=${secret}` });
		expect(printed).toMatch(/LINECHECK_INGEST_TOKEN: the token of Lisbon was revoked/);
		expect(printed).not.toMatch(/Ingest token/);
		expect(await send(url, secret)).toBe(401);
	});

	it('says that the one before holds where another is named', async () => {
		const LINECHECK_STORE = scratch();
		const [old, next] = ['o', 'n'].map((letter) => letter.repeat(32));
		const first = await start({ LINECHECK_STORE, LINECHECK_INGEST_TOKEN: `Lisbon=${old}` });
		expect(first.printed).not.toMatch(/another token/);
		first.child.kill('SIGTERM');
		await once(first.child, 'exit');
		const { printed, url } = await start({ LINECHECK_STORE, LINECHECK_INGEST_TOKEN: `Lisbon=${next}` });
		expect(printed).toMatch(/another token of Lisbon holds as before: revoke it/);
		for (const secret of [old, next]) expect(await send(url, secret ?? '')).toBe(200);
	});
});

describe('a start that cannot be', () => {
	it.each([
		[{ PORT: 'ninety' }, /PORT: /],
		[{ LINECHECK_SUPERVISOR_PASSWORD: 'short' }, /LINECHECK_SUPERVISOR_PASSWORD: at least 12 characters/],
		[{ LINECHECK_INGEST_TOKEN: 'Lisbon=short' }, /LINECHECK_INGEST_TOKEN\S*: a token has at least 32 characters/],
		[{ LINECHECK_INGEST_TOKEN: ['Lisbon', 'Braga'].map((site) => `${site}=${'a'.repeat(32)}`).join() }, /two sites/],
		[{ LINECHECK_TLS_CERT: 'x.pem' }, /LINECHECK_TLS_CERT and LINECHECK_TLS_KEY go together/],
		[{ LINECHECK_TRUSTED_HEADER: 'X-User' }, /needs LINECHECK_TRUSTED_PROXIES/],
		[{ LINECHECK_TRUSTED_HEADER: 'x y' }, /LINECHECK_TRUSTED_HEADER: the name of a header/],
		[{ LINECHECK_TRUSTED_PROXIES: '10.0.0.0/8' }, /LINECHECK_TRUSTED_PROXIES\S*: addresses, not networks/],
		[{ LINECHECK_PUBLIC_URL: 'javascript:alert' }, /LINECHECK_PUBLIC_URL: an http\(s\) URL/],
		[{ LINECHECK_WEBHOOKS: 'mail=x' }, /json=URL, slack=URL or teams=URL/],
		[{ LINECHECK_WEBHOOKS: 'json=http://:99999/' }, /LINECHECK_WEBHOOKS\S*: write json=URL/],
		[{ LINECHECK_INGEST_TOKEN: `home=${'a'.repeat(32)}` }, /LINECHECK_INGEST_TOKEN\S*: home workers are no site/],
		[{ LINECHECK_STORE: '' }, /LINECHECK_STORE: is empty/],
		[{ LINECHECK_STORE: 'postgres://x/y' }, /LINECHECK_STORE: a folder, or/],
		[{ LINECHECK_STORE: 'http:server:8123' }, /LINECHECK_STORE: a folder, or/],
		[{ LINECHECK_STORE: 'HTTP://127.0.0.1:1/' }, /ECONNREFUSED/],
		[{ LINECHECK_STORE: MAIN }, /LINECHECK_STORE: \S+main\.ts cannot be used as a folder/],
		[{ LINECHECK_TLS_CERT: MAIN, LINECHECK_TLS_KEY: MAIN }, /LINECHECK_TLS_CERT, LINECHECK_TLS_KEY: /],
	])('%j: says why', async (variables, words) => {
		const { printed, child: ended } = await start({ LINECHECK_STORE: scratch(), ...variables });
		expect(printed).toMatch(words);
		expect(printed.trim().split('\n')).toHaveLength(1);
		expect(ended.exitCode).toBe(1);
	});
});

describe('with a certificate', () => {
	const folder = scratch();
	const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
	const made = spawnSync('openssl', [
		...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
		...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-out', cert, '-keyout', key],
	]);
	if (made.status !== 0) console.log('SKIPPED: no certificate can be made here (needs openssl)');

	it.skipIf(made.status !== 0)('speaks https, and marks its cookie for it', async () => {
		const password = 'correct horse battery';
		const { url } = await start({
			LINECHECK_STORE: join(folder, 'data'),
			LINECHECK_HOST: '127.0.0.1',
			LINECHECK_TLS_CERT: cert,
			LINECHECK_TLS_KEY: key,
			LINECHECK_SUPERVISOR_PASSWORD: password,
		});
		expect(url).toMatch(/^https:\/\/localhost:\d+$/);
		const sent = request(`${url}/api/session`, {
			method: 'POST',
			ca: readFileSync(cert),
			headers: { 'Content-Type': 'application/json' },
		}).end(JSON.stringify({ name: 'supervisor', password }));
		const [response] = await once(sent, 'response');
		expect(response.statusCode).toBe(200);
		expect(response.headers['set-cookie']?.[0]).toMatch(/; Secure;/);
	});
});
