import { entryOf } from '../catalog/entries.ts';
import type { EntryId } from '../ids.ts';
import { lossOf } from '../remedy/breaks.ts';
import type { CardView } from './card-view.ts';
import type { Explanation, Phase } from './explain.ts';
import type { OtherAllowlist, PageCause } from './kinds.ts';
import type { CallPhase, Incident } from './types.ts';
import { AUDIO_ADVICE, CAUSE_WORDS, CONNECTED_ADVICE, KIND_WORDS, OTHER_ADVICE, PAGE_WORDS } from './words.ts';

export interface CardFacts {
	readonly incident: Incident;
	readonly explanation: Explanation;
	readonly call: CallPhase;
	/** It is known which instance the agent uses, so something could be checked. */
	readonly isSetUp: boolean;
}

const ALLOWLIST_LABELS: Readonly<Record<OtherAllowlist, string>> = {
	'connect.approved-origins': 'Approved origins of the instance',
	'salesforce.cors': 'Salesforce CORS allowlist',
	'salesforce.permissions-policy': 'Salesforce Trusted URLs (microphone)',
};

/** The card's content; undefined where nothing is to be shown. */
export function cardView(facts: CardFacts): CardView | undefined {
	const { incident, explanation, call } = facts;
	const { phase, cause, entries, rules } = explanation;
	if (phase === 'hidden') return undefined;
	const { it, ...words } = wordsOf(facts);
	const toAdd = [...rules, ...originsOf(incident, cause)];
	return {
		incident: incident.id,
		phase,
		...words,
		...(it !== undefined && { it: [it, ...toAdd].join('\n') }),
		meanwhile: adviceOf(phase, entries, call),
		entries: entries.map((id) => ({ id, label: labelOf(id) })),
		rules: toAdd.filter((rule) => !rule.startsWith(' ')),
		key: silenceKey(incident, explanation),
	};
}

/** One cause at one set of entries, whatever incident it came from. */
export function silenceKey({ kind }: Incident, { cause, entries }: Explanation): string {
	return [cause ?? kind, ...entries].join(' ');
}

const isAllowlist = (id: string): id is OtherAllowlist => Object.hasOwn(ALLOWLIST_LABELS, id);
/** What is missing, as its allowlist names it. */
export const labelOf = (id: EntryId | OtherAllowlist) => (isAllowlist(id) ? ALLOWLIST_LABELS[id] : entryOf(id).label);
const isPageCause = (cause: string): cause is PageCause => Object.hasOwn(PAGE_WORDS, cause);

type Words = Pick<CardView, 'title' | 'agent' | 'it'>;

function wordsOf({ incident, explanation, isSetUp }: CardFacts): Words {
	const { phase, cause } = explanation;
	if (cause && isPageCause(cause)) return pageWords(cause);
	if (phase === 'fixed') return { title: 'Fixed', agent: 'Fixed: you can take calls.' };
	if (phase === 'checking') return { title: 'A call failed', agent: 'Checking what your network blocks…' };
	if (phase === 'not-network') return explanation.cleared ? NOTHING_FOUND : isSetUp ? NOT_TOLD : NOT_SET_UP;
	return networkWords(incident, explanation);
}

const NOTHING_FOUND: Words = {
	title: 'Nothing blocked',
	agent: 'Your network lets everything through that the call needs. Try the call again; if it fails again, tell IT.',
};
const NOT_TOLD: Words = {
	title: 'Cause not found',
	agent: 'Linecheck could not tell why. Try the call again; if it fails again, tell IT.',
};

const NOT_SET_UP: Words = {
	title: 'Not checked',
	agent:
		'Linecheck does not know your contact centre yet, so it could not look for the cause. Click its icon beside the address and set it up once; then try the call again.',
};

function pageWords(cause: PageCause): Words {
	const { title, agent, it } = PAGE_WORDS[cause];
	return { title, agent, ...(it !== undefined && { it }) };
}

const MACHINE_WORDS: Readonly<Record<string, string>> = {
	offline: 'This computer has no connection to the internet. Check the cable, Wi-Fi or VPN.',
	'captive-portal': 'This network wants you to sign in first. Open any website and sign in.',
	'proxy-unreachable': 'The proxy that this computer uses does not answer. Send the details to IT.',
	'proxy-misconfigured': 'The proxy settings of this computer are wrong. Send the details to IT.',
	'proxy-auth': 'The proxy of this network wants a sign-in. Open any website and sign in to the proxy.',
	'clock-wrong': 'The clock of this computer is wrong. Set date and time.',
	'tls-untrusted':
		'Something in this network replaces every secure connection. Open any website and sign in to the network, or send the details to IT.',
	'webrtc-udp-disabled': 'A browser setting of your company switches off call audio. Send the details to IT.',
};
const NO_CONNECTION = 'This computer reaches nothing of the contact centre. Check Wi-Fi or VPN, and tell IT.';

function networkWords(incident: Incident, { phase, cause, entries }: Explanation): Words {
	const labels = entries.map(labelOf).join(', ');
	const suspected = phase === 'suspected';
	const it = itWords(incident, labels, cause);
	if (entries.length === 0) {
		return {
			title: suspected ? 'Probable cause' : 'Cause found',
			agent: MACHINE_WORDS[cause ?? ''] ?? NO_CONNECTION,
			it,
		};
	}
	const loss = lossOf(entries.flatMap((id) => (isAllowlist(id) ? [] : [entryOf(id).breaks])));
	const verb = suspected ? 'seems to block' : 'blocks';
	const tell = suspected ? '' : ' Send the details to IT.';
	return {
		title: suspected ? 'Probable cause' : 'Cause found',
		agent: `Your network ${verb} ${labels}. ${loss}${tell}`,
		it,
	};
}

function itWords(incident: Incident, labels: string, cause: string | undefined): string {
	const at = new Date(incident.at).toISOString().replace(/\.\d+Z$/, 'Z');
	const how = Object.entries(CAUSE_WORDS).find(([code]) => code === cause)?.[1] ?? cause ?? 'unknown';
	const what = labels ? `${labels}: ${how}.` : `${how}.`;
	return `${at} ${KIND_WORDS[incident.kind]}.\n${what}`;
}

/** Nothing that would end a call: no reload, no sign-out, no other network while one is up. */
function adviceOf(phase: Phase, entries: Explanation['entries'], call: CallPhase): readonly string[] {
	if (phase !== 'suspected' && phase !== 'final') return [];
	if (call === 'connected') return CONNECTED_ADVICE;
	return entries.includes('connect.media.turn') ? AUDIO_ADVICE : OTHER_ADVICE;
}

/** The origins to approve stand in the page's own address bar and frames. */
function originsOf({ hints }: Incident, cause: Explanation['cause']): string[] {
	if (cause !== 'origin-not-approved' && cause !== 'salesforce-cors') return [];
	return [...new Set(hints.flatMap(({ origins = [] }) => origins))].map((origin) => `Add ${origin}`);
}
