import { showBanner, showChat } from './banner.ts';
import { answerStreams, onCommand, post, tellTest } from './channel.ts';
import type { CcpConfig } from './config.ts';
import {
	collectIce,
	connectSignalling,
	getMicrophone,
	invite,
	newPeer,
	newReport,
	SessionFailed,
	talk,
} from './session.ts';

// The lab's CCP: answers Streams and runs a real softphone session when the test rings.

const config: CcpConfig = JSON.parse(document.getElementById('config')?.textContent ?? '{}');
const contactId = crypto.randomUUID();
const status = document.getElementById('status') ?? document.body;

const callConfigJson = JSON.stringify({
	signalingEndpoint: config.signalling,
	iceServers: [{ urls: config.turn, username: config.username, credential: config.credential }],
	protocol: 'LilyRTC/1.0',
	useWebSocketProvider: true,
});

function update(state: string, contact?: string): void {
	status.textContent = contact ? `${state}: ${contact}` : state;
	const connections = [{ connectionId: 'c1', type: 'agent', initial: true, softphoneMediaInfo: { callConfigJson } }];
	const contacts = contact ? [{ contactId, type: 'voice', state: { type: contact }, connections }] : [];
	post('agent::update', { snapshot: { state: { name: state }, contacts } });
}

const TYPES: Readonly<Record<string, string>> = {
	'Ice Collection Timeout': 'ice_collection_timeout',
	'Signalling Connection Failure': 'signalling_connection_failure',
	'Signalling Handshake Failure': 'signalling_handshake_failure',
	'GUM Other Failure': 'microphone_not_shared',
	'User Busy': 'user_busy_error',
};

function endpointOf(reason: string): string {
	if (reason === 'Ice Collection Timeout') return `\n${config.turn.join('\n')}\n`;
	return reason.startsWith('Signalling') ? config.signalling : '';
}

/** The order of amazon-connect-streams: error, metric, report. */
function tellFailure(reason: string, report: unknown): void {
	tellTest('failed');
	const told = new Set(config.messages);
	const errorType = TYPES[reason] ?? 'webrtc_error';
	const endPointUrl = endpointOf(reason);
	if (told.has('error'))
		post('agent::softphone_error', { errorType, errorMessage: 'webrtc system error. ', endPointUrl });
	const data = reason ? { failedReason: reason } : {};
	if (told.has('metric')) post('client_metric', { name: 'Softphone Session Failed', contactId, data });
	if (told.has('report')) post('softphone_report', { contactId, ccpVersion: 'V2', report });
	if (config.banner && reason === 'Ice Collection Timeout') showBanner(config.banner, config.turn[0] ?? '');
}

async function session(): Promise<void> {
	const report = newReport();
	try {
		if (!config.peer) throw new SessionFailed('Ice Collection Timeout', 'iceCollectionFailure');
		const microphone = await getMicrophone(report);
		const peer = newPeer(config);
		for (const track of microphone.getTracks()) peer.addTrack(track, microphone);
		tellTest('gathering');
		const [socket] = await Promise.all([connectSignalling(config.signalling, report), collectIce(peer, report)]);
		await invite(socket, report);
		await talk(peer, config);
		post('client_metric', { name: 'Softphone Session Connected', contactId });
		update('Busy', 'connected');
		tellTest('connected');
	} catch (error) {
		if (!(error instanceof SessionFailed)) throw error;
		tellFailure(error.reason, { ...report, [error.flag]: true });
		update('FailedConnectAgent');
	}
}

const softphoneError = (errorType: string): void =>
	fail('agent::softphone_error', { errorType, errorMessage: '', endPointUrl: '' });

function fail(event: string, data: unknown): void {
	tellTest('failed');
	post(event, data);
}

const ENDINGS: Readonly<Record<NonNullable<CcpConfig['ending']>, () => void>> = {
	'caller-left': () => {
		tellFailure('', newReport());
		update('FailedConnectCustomer');
	},
	busy: () => tellFailure('User Busy', { ...newReport(), userBusyFailure: true }),
	'second-ccp': () => softphoneError('multiple_softphone_active_sessions'),
	vdi: () => softphoneError('vdi_strategy_not_supported'),
	'api-error': () => fail('api_metric', { name: 'createTransport', time: 120, error: 'NetworkFailure' }),
	'access-denied': () => fail('access_denied', {}),
	'auth-fail': () => fail('auth_fail', {}),
	'retries-exhausted': () => fail('cti_authorize_retries_exhausted', {}),
};

function ring(): void {
	update('Available', 'connecting');
	post('client_metric', { name: 'Softphone Connecting', contactId });
	if (config.ending) ENDINGS[config.ending]();
	else void session();
}

/** Without its cookie a CCP has no session: it asks for a sign-in, and never answers the page. */
async function start(): Promise<void> {
	const { ok } = await fetch('/session');
	if (ok) {
		answerStreams();
		onCommand((command) => command === 'ring' && ring());
		for (const file of config.files) new Image().src = file;
		update('Available');
		if (config.chat) showChat();
	} else status.textContent = 'Sign in';
	tellTest('ready');
}

void start();
