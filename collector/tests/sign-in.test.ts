import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPassword, newPassword, verifyPassword } from '../auth/passwords.ts';
import type { Store } from '../store/store.ts';
import { collectorOn, HOUR, openScratch, PASSWORD, signIn } from './support.ts';

let store: Store;
let clock = Date.now();
let collector: Awaited<ReturnType<typeof collectorOn>>;

beforeAll(async () => {
	store = await openScratch();
	collector = await collectorOn(store, () => clock);
});
afterAll(() => store.close());

const tryWith = (body: unknown, headers: Record<string, string> = {}, env?: object) =>
	collector.app.request(
		'/api/session',
		{ method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) },
		env,
	);
/** Who a request comes from, as the server tells it. */
const from = (address: string) => ({
	incoming: { socket: { remoteAddress: address, remotePort: 1, remoteFamily: 'IPv4' } },
});
const get = (path: string, headers: Record<string, string> = {}, env?: object) =>
	collector.app.request(path, { headers }, env);

describe('sign-in', () => {
	it('opens nothing of the API without it', async () => {
		for (const path of ['/api/now', '/api/now/now-sites.csv', '/api/tokens', '/api/options', '/api/agent?agent=x']) {
			expect([path, (await get(path)).status]).toEqual([path, 401]);
		}
	});

	it('gives a cookie that scripts cannot read and other sites cannot send', async () => {
		const response = await tryWith({ name: 'supervisor', password: PASSWORD }, { 'X-Forwarded-Proto': 'https' });
		expect(response.headers.get('set-cookie')).toMatch(
			/^linecheck_session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
		);
	});

	it('lets in, and out again', async () => {
		const cookie = await signIn(collector.app);
		expect((await get('/api/now', { Cookie: cookie })).status).toBe(200);
		clock += 13 * HOUR;
		expect((await get('/api/now', { Cookie: cookie })).status).toBe(401);
		clock -= 13 * HOUR;
		await collector.app.request('/api/session', {
			method: 'DELETE',
			headers: { Cookie: cookie, Origin: 'http://localhost' },
		});
		expect((await get('/api/now', { Cookie: cookie })).status).toBe(401);
	});

	it('limits tries', async () => {
		clock += HOUR;
		const tries = [];
		for (let i = 0; i < 6; i++) tries.push((await tryWith({ name: 'supervisor', password: `wrong ${i}` })).status);
		expect(tries).toEqual([401, 401, 401, 401, 401, 429]);
		expect((await tryWith({ name: 'supervisor', password: PASSWORD })).headers.get('retry-after')).toBe('12');
		clock += HOUR;
		expect((await tryWith({ name: 'supervisor', password: PASSWORD })).status).toBe(200);
	});

	it('lets nobody lock out the others', async () => {
		clock += HOUR;
		for (let i = 0; i < 30; i++) await tryWith({ name: 'supervisor', password: 'x' }, {}, from('10.0.0.1'));
		expect((await tryWith({ name: 'supervisor', password: PASSWORD }, {}, from('10.0.0.2'))).status).toBe(200);
	});

	it('counts only those who fail: a shift signs in from behind one address', async () => {
		clock += HOUR;
		for (let i = 0; i < 8; i++)
			expect((await tryWith({ name: 'supervisor', password: PASSWORD }, {}, from('10.0.0.3'))).status).toBe(200);
	});

	it('goes on where the clock was set back', async () => {
		clock += HOUR;
		for (let i = 0; i < 5; i++) await tryWith({ name: 'supervisor', password: 'x' }, {}, from('10.0.0.4'));
		clock -= 24 * HOUR;
		expect((await tryWith({}, {}, from('10.0.0.4'))).status).toBe(429);
		clock += 13_000;
		expect((await tryWith({}, {}, from('10.0.0.4'))).status).toBe(401);
		clock += 24 * HOUR;
	});

	it('reads no large body, signed in or not', async () => {
		clock += HOUR;
		const response = await tryWith({ name: 'supervisor', password: 'x'.repeat(16 * 1024) });
		expect([response.status, await response.json()]).toEqual([413, { message: 'body too large' }]);
	});

	it.each([
		{},
		{ name: 'admin', password: PASSWORD },
		{ name: 'supervisor' },
		{ name: 'supervisor', password: { $ne: '' } },
		null,
	])('refuses %j', async (body) => {
		clock += HOUR;
		expect((await tryWith(body)).status).toBe(401);
	});

	it("refuses another site's form", async () => {
		const response = await collector.app.request('http://collector.example/api/tokens/x', {
			method: 'POST',
			headers: { 'Content-Type': 'text/plain', Origin: 'https://evil.example', Cookie: await signIn(collector.app) },
			body: '{}',
		});
		expect(response.status).toBe(403);
	});
});

describe('a sign-in proxy', () => {
	it('is believed from its own address only', async () => {
		collector = await collectorOn(store, () => clock, {
			trusted: { header: 'X-Auth-Request-User', proxies: ['10.0.0.7'] },
		});
		const vouched = { 'X-Auth-Request-User': 'ada' };
		expect((await get('/api/options', vouched, from('10.0.0.7'))).status).toBe(200);
		expect((await get('/api/options', vouched, from('::ffff:10.0.0.7'))).status).toBe(200);
		expect((await get('/api/options', vouched, from('10.0.0.8'))).status).toBe(401);
		expect((await get('/api/options', {}, from('10.0.0.7'))).status).toBe(401);
	});

	it('tells who asks: one cannot lock out the others behind it', async () => {
		collector = await collectorOn(store, () => clock, { trusted: { header: 'X-User', proxies: ['10.0.0.7'] } });
		const tryFrom = async (address: string, peer: string) =>
			(await tryWith({}, { 'X-Forwarded-For': `1.2.3.4, ${address}` }, from(peer))).status;
		for (let i = 0; i < 5; i++) expect(await tryFrom('203.0.113.1', '10.0.0.7')).toBe(401);
		expect(await tryFrom('203.0.113.1', '10.0.0.7')).toBe(429);
		expect(await tryFrom('203.0.113.2', '10.0.0.7')).toBe(401);
		for (let i = 0; i < 5; i++) await tryFrom(`203.0.113.${i}`, '10.0.0.8');
		expect(await tryFrom('203.0.113.99', '10.0.0.8')).toBe(429);
	});
});

describe('passwords', () => {
	it('are kept as scrypt with a salt of their own', async () => {
		const [a, b] = await Promise.all([hashPassword('x'), hashPassword('x')]);
		expect(a).toMatch(/^scrypt\$32768\$8\$3\$/);
		expect(a).not.toBe(b);
		expect(await verifyPassword('x', a)).toBe(true);
		expect(await verifyPassword('y', a)).toBe(false);
		expect(await verifyPassword('x', '')).toBe(false);
	});
	it('are long when made here', () => expect(newPassword()).toMatch(/^([0-9a-f]{5}-){5}[0-9a-f]{5}$/));
});

describe('pages', () => {
	it('allow no inline script and no frame', async () => {
		const policy = (await get('/healthz')).headers.get('content-security-policy') ?? '';
		expect(policy).toContain("script-src 'self'");
		expect(policy).toContain("frame-ancestors 'none'");
		expect(policy).not.toContain('unsafe');
	});
	it.each(['/assets/%2e%2e/%2e%2e/config.ts', '/assets/..%2f..%2fconfig.ts', '/assets//etc/passwd', '/..%5cconfig.ts'])(
		'hold no other file: %s',
		async (path) => {
			const text = await (await get(path)).text();
			expect(text).not.toMatch(/LINECHECK_STORE|root:/);
		},
	);
	it('answer unknown views and tables with 404, unknown filters with 400', async () => {
		const cookie = await signIn(collector.app);
		for (const path of ['/api/nope', '/api/constructor', '/api/now/site-agents.csv']) {
			expect([path, (await get(path, { Cookie: cookie })).status]).toEqual([path, 404]);
		}
		expect((await get('/api/now?range=1y', { Cookie: cookie })).status).toBe(400);
	});
});
