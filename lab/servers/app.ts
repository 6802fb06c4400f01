import { Hono } from 'hono';
import type { PageSite } from './page-config.ts';
import { answerPage } from './pages.ts';
import { SITES } from './sites.ts';

const IP_RANGES = 'ip-ranges.amazonaws.com';

/** All web sites of the cloud; the Host header says which. */
export function cloudApp(ipRanges: unknown, page?: PageSite): Hono {
	const app = new Hono();
	const document = JSON.stringify(ipRanges);
	app.all('*', (c) => {
		const host = (c.req.header('host') ?? '').toLowerCase().replace(/\.?(:\d+)?$/, '');
		if (host === IP_RANGES && c.req.path === '/ip-ranges.json')
			return c.body(document, 200, { 'content-type': 'application/json', server: 'AmazonS3' });
		const own = page && answerPage(c, host, page);
		if (own) return own;
		const [, answer] = SITES.find(([pattern]) => pattern.test(host)) ?? [];
		return answer === undefined ? c.notFound() : answer(c);
	});
	return app;
}
