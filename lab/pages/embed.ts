import type { EmbedConfig } from './config.ts';

// A page that embeds the CCP with the real amazon-connect-streams, as a CRM does.

interface Connect {
	readonly core: { initCCP(container: Element, parameters: object): void };
}
declare const connect: Connect;

const config: EmbedConfig = JSON.parse(document.getElementById('config')?.textContent ?? '{}');
const container = document.getElementById('ccp') ?? document.body;

if (config.withholdsMicrophone) Object.defineProperty(HTMLIFrameElement.prototype, 'allow', { set: () => undefined });
connect.core.initCCP(container, {
	ccpUrl: config.ccpUrl,
	loginPopup: false,
	softphone: { allowFramedSoftphone: false },
});
const frame = container.querySelector('iframe');

/** The test's commands go on to the CCP. */
window.addEventListener('message', ({ data }) => {
	if (data?.lab) frame?.contentWindow?.postMessage(data, '*');
});

const forged = (n: number) => ({
	event: 'agent::softphone_error',
	data: { errorType: 'ice_collection_timeout', errorMessage: `${n}`, endPointUrl: '\nturn:evil.example:3478\n' },
});

/** 10,000 messages a second from the page's own origin, in slices of 10 ms, for as long as the test looks. */
function flood(): void {
	let sent = 0;
	setInterval(() => {
		for (const end = sent + 100; sent < end; sent += 1) window.postMessage(forged(sent), '*');
	}, 10);
}

function forge(): void {
	// With the CCP's own origin in it, which only the page vouches for.
	const { origin } = new URL(config.ccpUrl);
	window.dispatchEvent(new MessageEvent('message', { origin, source: window, data: forged(2) }));
	window.postMessage(forged(1), '*');
	window.postMessage({ event: 'agent::softphone_error', data: { errorType: 'x'.repeat(2_000_000) } }, '*');
	for (const event of ['client_metric', 'softphone_report', 'webSocket::init_failure', 'auth_fail']) {
		window.postMessage(
			{ event, data: { name: 'Softphone Session Failed', data: { failedReason: 'Ice Collection Timeout' } } },
			'*',
		);
	}
}

if (config.attack === 'flood') flood();
// Again and again: the extension's script may come after this one.
if (config.attack === 'forgery') setInterval(forge, 1000);
if (config.asks) setTimeout(() => void fetch(config.asks ?? '').catch(() => undefined), 1000);
