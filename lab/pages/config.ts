/** Messages by which a CCP tells of a failed call. */
export const MESSAGES = ['error', 'metric', 'report'] as const;
export const LANGUAGES = ['en', 'de', 'ja', 'ar', 'pt'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What the CCP says instead of a failed call: why it ends though the network is in order, or that its API fails. */
export const ENDINGS = [
	'caller-left',
	'busy',
	'second-ccp',
	'vdi',
	'api-error',
	'access-denied',
	'auth-fail',
	'retries-exhausted',
] as const;

/** What the lab's CCP page is told, as JSON in the page. */
export interface CcpConfig {
	readonly turn: readonly string[];
	readonly username: string;
	readonly credential: string;
	/** Web socket of the signalling, with the CCP's token. */
	readonly signalling: string;
	/** Hosts that the page loads a file from. */
	readonly files: readonly string[];
	readonly messages: readonly (typeof MESSAGES)[number][];
	readonly banner: Language | null;
	/** A customer writes a TURN URL. */
	readonly chat: boolean;
	/** Without a peer connection the call fails for this reason, as the scenario says. */
	readonly peer: boolean;
	readonly ending: (typeof ENDINGS)[number] | null;
}

/** What the embedding page is told. */
export interface EmbedConfig {
	readonly ccpUrl: string;
	/** The embedding page withholds the microphone from the CCP's frame. */
	readonly withholdsMicrophone: boolean;
	readonly attack: 'flood' | 'forgery' | null;
	/** An address that this page asks: of Salesforce, of the gateway. */
	readonly asks: string | null;
}
