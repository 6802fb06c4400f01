import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { createSecureContext } from 'node:tls';
import { serve } from '@hono/node-server';
import pino from 'pino';
import { tellChanges } from './alerts/alerts.ts';
import { repeat } from './alerts/repeat.ts';
import { createApp } from './app.ts';
import { hashPassword, newPassword, verifyPassword } from './auth/passwords.ts';
import { loadTokens, type Tokens } from './auth/tokens.ts';
import { type Config, readConfig } from './config.ts';
import { openStore, type Store } from './store/store.ts';

const ALERT_EVERY_MS = 30_000;

/** Tokens from the environment; on a first start with none, a new one is shown. */
async function ensureToken(tokens: Tokens, given: Config['ingestTokens']): Promise<void> {
	for (const { site, secret } of given) {
		if (await tokens.adopt(site, secret)) continue;
		console.error(
			`LINECHECK_INGEST_TOKEN: the token of ${site || 'no site'} was revoked or has expired: it is not taken`,
		);
	}
	const named = new Set(given.map(({ secret }) => tokens.verify(secret)?.id));
	const others = tokens
		.list()
		.filter(
			({ site, id, expiresAt }) => expiresAt === undefined && !named.has(id) && given.some((one) => one.site === site),
		);
	for (const { site } of others) {
		console.error(
			`LINECHECK_INGEST_TOKEN: another token of ${site || 'no site'} holds as before: revoke it on the page of tokens if it is not to`,
		);
	}
	if (given.length === 0 && tokens.list().length === 0)
		console.log(`Ingest token (shown once): ${await tokens.issue('')}`);
}

/** Hash of the supervisors' password; on a first start with none, a new one is shown. */
async function ensurePassword(store: Store, given: string | undefined): Promise<string> {
	const stored = (await store.settings('password')).get('password');
	if (stored && (given === undefined || (await verifyPassword(given, stored)))) return stored;
	const password = given ?? newPassword();
	if (given === undefined) console.log(`Supervisor sign-in (shown once): name supervisor, password ${password}`);
	const hash = await hashPassword(password);
	await store.set('password', hash);
	return hash;
}

/** @throws Error that names the variables. */
function certificateOf({ cert, key }: NonNullable<Config['tls']>) {
	try {
		const options = { cert: readFileSync(cert), key: readFileSync(key) };
		createSecureContext(options);
		return options;
	} catch (error) {
		throw new Error(`LINECHECK_TLS_CERT, LINECHECK_TLS_KEY: ${error instanceof Error ? error.message : error}`);
	}
}

async function start(config: Config): Promise<void> {
	const tls = config.tls && { createServer, serverOptions: certificateOf(config.tls) };
	const log = pino({ level: config.logLevel }, pino.destination(2));
	const store = await openStore(config.store, config, (text) => log.error(text));
	const tokens = await loadTokens(store, Date.now);
	await ensureToken(tokens, config.ingestTokens);
	const password = await ensurePassword(store, config.password);
	const { app, writer } = createApp({ ...config, store, tokens, password, log, now: Date.now });

	const server = serve({ fetch: app.fetch, port: config.port, hostname: config.host, ...tls }, ({ port }) =>
		console.log(`Linecheck collector: http${tls ? 's' : ''}://${tls ? 'localhost' : config.host}:${port}`),
	);
	const tell = () => tellChanges({ ...config, store, log, now: Date.now }).catch((error) => log.error(String(error)));
	const stopAlerts = config.webhooks.length > 0 ? repeat(tell, ALERT_EVERY_MS) : undefined;

	server.on('error', fail);

	let stopping = false;
	const stop = async () => {
		// Ctrl-C comes from the terminal, and again from what started this
		if (stopping) return;
		stopping = true;
		stopAlerts?.();
		server.close();
		await writer.drain();
		await store.close();
		process.exit(0);
	};
	process.on('SIGTERM', stop);
	process.on('SIGINT', stop);
}

function fail(error: unknown): never {
	console.error(error instanceof Error ? error.message : String(error));
	process.exit(1);
}

try {
	await start(readConfig(process.env));
} catch (error) {
	fail(error);
}
