import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { scratch } from './support.ts';

export interface HttpEngine {
	readonly url: string;
	/** The last request's parameters: settings among them. */
	readonly asked: () => URLSearchParams;
	close(): Promise<void>;
}

/**
 * The same engine behind ClickHouse's HTTP interface, as far as the client uses it: the query in the URL or the body,
 * `param_NAME`, settings, gzip, errors with their code. No ClickHouse server can be installed from npm or Debian 12.
 */
export async function startHttpEngine(): Promise<HttpEngine> {
	const { Session } = await import('chdb');
	const session = new Session(scratch());
	let asked = new URLSearchParams();
	const server = createServer((request, response) => {
		asked = new URL(request.url ?? '/', 'http://localhost').searchParams;
		answer(request, session)
			.then((body) => response.writeHead(200, { 'X-ClickHouse-Summary': '{}' }).end(body))
			.catch((error: Error) => response.writeHead(500, { 'X-ClickHouse-Exception-Code': '1' }).end(error.message));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		asked: () => asked,
		close: () => closed(server).then(() => session.close()),
	};
}

type Session = InstanceType<typeof import('chdb')['Session']>;

async function answer(request: IncomingMessage, session: Session): Promise<Buffer> {
	const url = new URL(request.url ?? '/', 'http://localhost');
	if (url.pathname === '/ping') return Buffer.from('Ok.\n');
	const body = await bodyOf(request);
	const inUrl = url.searchParams.get('query');
	const sql = inUrl === null ? body : `${inUrl}\n${body}`;
	const params = Object.fromEntries(
		[...url.searchParams].filter(([key]) => key.startsWith('param_')).map(([key, value]) => [key.slice(6), value]),
	);
	// the engine reads a parameter as the HTTP interface does: text in the escaped form
	const result =
		Object.keys(params).length > 0
			? await session.queryBindAsync(sql, literals(sql, params))
			: await session.queryAsync(sql);
	return Buffer.from(result.bytes());
}

/** Lists come as ClickHouse writes them (`['a','b']`); the binding takes them as lists. */
const literals = (sql: string, params: Record<string, string>): Record<string, string | string[]> =>
	Object.fromEntries(
		Object.entries(params).map(([name, value]) => [name, sql.includes(`{${name}:Array(`) ? listOf(value) : value]),
	);
const listOf = (text: string): string[] =>
	[...text.matchAll(/'((?:[^'\\]|\\.)*)'/g)].map(([, item = '']) => item.replace(/\\(.)/g, '$1'));

async function bodyOf(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk);
	const bytes = Buffer.concat(chunks);
	return (request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString('utf8');
}

const closed = (server: Server): Promise<void> =>
	new Promise((resolve) => {
		server.closeAllConnections();
		server.close(() => resolve());
	});
