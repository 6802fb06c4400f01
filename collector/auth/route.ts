import { getConnInfo } from '@hono/node-server/conninfo';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { csrf } from 'hono/csrf';
import * as v from 'valibot';
import { createRateLimit } from '../ingest/rate.ts';
import { verifyPassword } from './passwords.ts';
import { createSessions } from './sessions.ts';

export interface AuthOptions {
	/** Hash of the supervisors' password. */
	readonly password: string;
	/** A sign-in proxy's header that names the user, believed from these addresses only. */
	readonly trusted?: { readonly header: string; readonly proxies: readonly string[] } | undefined;
	readonly now: () => number;
}

const COOKIE = 'linecheck_session';
const SignIn = v.object({ name: v.literal('supervisor'), password: v.pipe(v.string(), v.maxLength(1024)) });
/** Tries at the sign-in: of one address, and of all together (each costs 0.3 s of a core). */
const TRIES = { perSecond: 5 / 60, burst: 5 };
const ALL_TRIES = { perSecond: 1, burst: 20 };

export interface Auth {
	readonly routes: Hono;
	/** Lets only those through who are signed in. */
	readonly required: MiddlewareHandler;
}

export function createAuth(options: AuthOptions): Auth {
	const sessions = createSessions(options.now);
	const tries = createRateLimit(TRIES, options.now);
	const allTries = createRateLimit(ALL_TRIES, options.now);
	const isSignedIn = (c: Context) => sessions.isOpen(getCookie(c, COOKIE) ?? '') || isVouchedFor(c, options.trusted);

	const routes = new Hono()
		.use(csrf())
		.get('/api/session', (c) => c.json({ signedIn: isSignedIn(c) }))
		.post('/api/session', async (c) => {
			// an address that is refused takes nothing from the others
			const address = addressOf(c, options.trusted);
			const wait = tries.take(address, 1) || allTries.take('', 1);
			if (wait > 0) return c.json({ message: 'too many tries' }, 429, { 'Retry-After': String(wait) });
			const given = v.safeParse(SignIn, await c.req.json().catch(() => undefined));
			if (!given.success || !(await verifyPassword(given.output.password, options.password))) {
				return c.json({ message: 'wrong name or password' }, 401);
			}
			// a shift may sign in from behind one address
			tries.give(address, 1);
			setCookie(c, COOKIE, sessions.open(), {
				httpOnly: true,
				sameSite: 'Strict',
				path: '/',
				secure: isSecure(c),
				maxAge: 12 * 3600,
			});
			return c.json({ signedIn: true });
		})
		.delete('/api/session', (c) => {
			sessions.close(deleteCookie(c, COOKIE, { path: '/' }) ?? '');
			return c.json({ signedIn: false });
		});
	const required: MiddlewareHandler = async (c, next) =>
		isSignedIn(c) ? next() : c.json({ message: 'sign in first' }, 401);
	return { routes, required };
}

function isVouchedFor(c: Context, trusted: AuthOptions['trusted']): boolean {
	return trusted?.proxies.includes(peerOf(c)) === true && (c.req.header(trusted.header) ?? '') !== '';
}

/** Behind a proxy that ends TLS the cookie is secure too. A false claim only makes the cookie stricter. */
const isSecure = (c: Context): boolean =>
	c.req.header('x-forwarded-proto') === 'https' || new URL(c.req.url).protocol === 'https:';

/** Address of the peer; without a socket (tests) empty. */
function peerOf(c: Context): string {
	const address = c.env?.incoming === undefined ? '' : (getConnInfo(c).remote.address ?? '');
	return address.replace(/^::ffff:/, '');
}

/** Who asks: behind a trusted proxy the address that it added last. */
function addressOf(c: Context, trusted: AuthOptions['trusted']): string {
	const peer = peerOf(c);
	const forwarded = trusted?.proxies.includes(peer) ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : '';
	return forwarded || peer;
}
