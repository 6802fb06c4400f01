import { Hono } from 'hono';
import { SITES } from './sites.ts';

const IP_RANGES = 'ip-ranges.amazonaws.com';

/** All web sites of the cloud; the Host header says which. */
export function cloudApp(ipRanges: unknown): Hono {
	const app = new Hono();
	const document = JSON.stringify(ipRanges);
	app.all('*', (c) => {
		const host = (c.req.header('host') ?? '').toLowerCase().replace(/\.?(:\d+)?$/, '');
		if (host === IP_RANGES && c.req.path === '/ip-ranges.json')
			return c.body(document, 200, { 'content-type': 'application/json', server: 'AmazonS3' });
		const [, answer] = SITES.find(([pattern]) => pattern.test(host)) ?? [];
		return answer === undefined ? c.notFound() : answer(c);
	});
	return app;
}
