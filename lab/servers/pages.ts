import { readFileSync } from 'node:fs';
import { createRequire, stripTypeScriptTypes } from 'node:module';
import type { Context } from 'hono';
import type { CcpConfig, EmbedConfig } from '../pages/config.ts';
import type { PageSite } from './page-config.ts';

/** The embedding library itself, as its package ships it. */
const STREAMS = createRequire(import.meta.url).resolve('amazon-connect-streams');

/** JSON in a script element: `<` cannot end it. */
const json = (value: unknown) => JSON.stringify(value).replaceAll('<', '\\u003c');

function document(title: string, config: unknown, scripts: readonly string[], body: string): string {
	const tags = scripts.map((name) => `<script type="module" src="/lab/${name}"></script>`).join('');
	return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title>
<style>body { margin: 0; font: 16px system-ui, sans-serif } iframe { border: 0; width: 100%; height: 100% }
#ccp, #frame { width: 330px; height: 520px } main { padding: 16px } button { font: inherit; margin: 4px }
header { background: #0b5cab; color: #fff; padding: 12px 16px }</style>
<script type="application/json" id="config">${json(config)}</script>${body}${tags}`;
}

function ccpConfig({ scenario, transport, files, turn, username, credential, token }: PageSite): CcpConfig {
	return {
		turn,
		username,
		credential,
		signalling: `wss://${transport}/softphone?X-Amz-Security-Token=${token}`,
		files: files.map((host) => `https://${host}/ping`),
		messages: scenario.streams ? scenario.messages : [],
		banner: scenario.banner ?? null,
		chat: scenario.attack === 'forgery',
		peer: scenario.peer,
		ending: scenario.ending ?? null,
	};
}

const CCP_BODY =
	'<main><h1 style="font-size:18px">Softphone</h1><p id="status">…</p><button>Accept call</button><button>Hang up</button><button>Mute</button><button>Keypad</button></main>';

function ccpPage(c: Context, site: PageSite): Answer {
	const headers: Record<string, string> = { 'x-amzn-requestid': crypto.randomUUID() };
	if (site.scenario.framing === 'x-frame-options') headers['x-frame-options'] = 'DENY';
	const approved = site.scenario.framing === 'approved' ? '*' : "'self' https://other.example";
	if (site.scenario.framing !== 'x-frame-options') headers['content-security-policy'] = `frame-ancestors ${approved}`;
	headers['set-cookie'] = 'lab-session=1; Path=/; Secure; HttpOnly; SameSite=None';
	return c.html(document('Softphone', ccpConfig(site), ['top.ts', 'ccp.ts'], CCP_BODY), 200, headers);
}

const hasSession = (c: Context) => c.req.header('cookie')?.includes('lab-session=1') === true;

/** Where Streams' script tag goes: before ours, which uses it at once. */
const STREAMS_TAG = '<script src="/lab/connect-streams.js"></script>';

function embedPage(c: Context, site: PageSite, scripts: readonly string[], asks: string | null): Answer {
	const config: EmbedConfig = {
		ccpUrl: `https://${site.ccp}`,
		withholdsMicrophone: site.scenario.microphone === 'withheld',
		attack: site.scenario.attack ?? null,
		asks,
	};
	const body = `${STREAMS_TAG}<header>Accounts</header><main><div id="ccp"></div></main>`;
	return c.html(document('Softphone adapter', config, scripts, body), 200, policyOf(site));
}

/** The embedding page's own say on the microphone. */
function policyOf({ scenario }: PageSite): Record<string, string> {
	return scenario.microphone === 'policy' ? { 'permissions-policy': 'microphone=()' } : {};
}

const ALLOW = 'microphone *; autoplay *; clipboard-write *; camera *';
const LIGHTNING_BODY = `<header>Lightning</header><main><div id="frame"><iframe allow="${ALLOW}" src="https://acme--c.vf.force.com/apex/AC_LightningAdapter"></iframe></div></main>`;

function script(c: Context, name: string): Answer {
	const type = { 'content-type': 'text/javascript; charset=utf-8' };
	if (name === 'connect-streams.js') return c.body(readFileSync(STREAMS, 'utf8'), 200, type);
	if (!/^[a-z-]+\.ts$/.test(name)) return c.notFound();
	const source = readFileSync(new URL(`../pages/${name}`, import.meta.url), 'utf8');
	return c.body(stripTypeScriptTypes(source), 200, type);
}

type Answer = Response | Promise<Response>;

/** The page's own hosts; undefined for everything that another server of the cloud answers. */
export function answerPage(c: Context, host: string, site: PageSite): Answer | undefined {
	const { path } = c.req;
	if (path.startsWith('/lab/')) return script(c, path.slice('/lab/'.length));
	if (`${host}${path.replace(/\/$/, '')}` === site.ccp) return ccpPage(c, site);
	if (host === new URL(`https://${site.ccp}`).host && path === '/session')
		return c.body(null, hasSession(c) ? 204 : 401);
	if (host.endsWith('.lightning.force.com'))
		return c.html(document('Lightning', {}, ['top.ts'], LIGHTNING_BODY), 200, policyOf(site));
	if (host.endsWith('.vf.force.com')) return embedPage(c, site, ['embed.ts'], null);
	if (host.endsWith('.my.salesforce.com')) return salesforceApi(c, site);
	if (site.gateway && host === new URL(site.gateway).hostname) return admitted(c);
	if (path === '/connector') {
		return embedPage(c, site, ['top.ts', 'embed.ts'], askedBy(site));
	}
	return undefined;
}

/** What an InGenius page asks besides: Salesforce, or its gateway. */
function askedBy({ scenario, gateway }: PageSite): string | null {
	if (scenario.gateway) return gateway ?? null;
	return scenario.cors ? 'https://acme.my.salesforce.com/services/data/v62.0/' : null;
}

const admitted = (c: Context): Answer =>
	c.json([], 200, { 'access-control-allow-origin': c.req.header('origin') ?? '*' });

function salesforceApi(c: Context, { scenario }: PageSite): Answer {
	return scenario.cors === 'admitted' ? admitted(c) : c.json([]);
}
