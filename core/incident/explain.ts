import type { Finding } from '../diagnosis/types.ts';
import type { EntryId, FailureCode, FindingId } from '../ids.ts';
import type { Profile } from '../profile.ts';
import type { Report } from '../report/types.ts';
import { isQuiet, isSilent, pageCause, toldCause } from './classify.ts';
import { ALLOWLIST_OF, type OtherAllowlist, type PageCause } from './kinds.ts';
import type { CallPhase, Incident } from './types.ts';

export const PHASES = ['hidden', 'checking', 'suspected', 'final', 'fixed', 'not-network'] as const;
export type Phase = (typeof PHASES)[number];

/** What an incident turned out to be, so far. */
export interface Explanation {
	readonly phase: Phase;
	/** Undefined where nothing is known yet, or nothing was found. */
	readonly cause?: PageCause | FailureCode;
	/** The finding whose words explain it. */
	readonly finding?: FindingId;
	/** What to allow: entries of the network's allowlist, or one of the other allowlists. */
	readonly entries: readonly (EntryId | OtherAllowlist)[];
	/** Rules to add, patterns only. */
	readonly rules: readonly string[];
	/** Everything that may be at fault was checked and gets through. */
	readonly cleared?: boolean;
}

export interface Explaining {
	readonly incident: Incident;
	readonly suspects: readonly EntryId[];
	/** Hosts to which the CCP's own web socket failed, and has not opened since. */
	readonly sockets: readonly string[];
	/** The report of the incident's own run, so far. */
	readonly report?: Report;
	/** The run has ended. */
	readonly done: boolean;
	/** It was cut short: what it has not found says nothing, and what it suspects stays so. */
	readonly cancelled?: boolean;
	readonly profile?: Profile;
	readonly call?: CallPhase;
}

/** One cause for the whole machine: no entry is named. */
const MACHINE: readonly FindingId[] = [
	'offline',
	'captive-portal',
	'proxy-unreachable',
	'proxy-misconfigured',
	'proxy-auth.all',
	'dns.all',
	'clock-wrong',
	'tls-untrusted.all',
	'refused.all',
	'https-silent.all',
];

const NOTHING = { entries: [], rules: [] } as const;

/** What is at fault, from what the page said and what the incident's own checks have found so far. */
export function explain(explaining: Explaining): Explanation {
	const { incident, suspects, report, done, cancelled, profile, call } = explaining;
	const told = pageCause(incident, profile);
	if (told) return fromPage(told);
	// A call that is up refutes whatever says that the machine reaches nothing.
	const machine = report && call !== 'connected' ? machineWide(explaining, report) : undefined;
	const found = machine ?? (report && accused(explaining, report));
	if (found) return found;
	if (!done) return { phase: isQuiet(incident) ? 'hidden' : 'checking', ...NOTHING };
	if (cancelled) return { phase: isQuiet(incident) ? 'hidden' : 'not-network', ...NOTHING, cleared: false };
	if (report && blamesLocalAccess(incident, report)) return fromPage('local-network-access');
	const cleared = suspects.length > 0 && suspects.every((entry) => passes(report, entry));
	const besides = cleared ? toldCause(incident) : undefined;
	if (besides && !isSilent(besides)) return fromPage(besides);
	return { phase: isQuiet(incident) ? 'hidden' : 'not-network', ...NOTHING, cleared };
}

const passes = (report: Report | undefined, entry: EntryId) =>
	['reachable', 'degraded'].includes(report?.verdicts[entry]?.verdict ?? '');

function fromPage(cause: PageCause): Explanation {
	const allowlist = ALLOWLIST_OF[cause];
	return { phase: isSilent(cause) ? 'hidden' : 'not-network', cause, entries: allowlist ? [allowlist] : [], rules: [] };
}

const phaseOf = ({ confidence }: Finding, { done, cancelled }: Explaining): Phase =>
	confidence === 'suspected' && (!done || cancelled) ? 'suspected' : 'final';

function machineWide(explaining: Explaining, { findings }: Report): Explanation | undefined {
	const media = explaining.suspects.includes('connect.media.turn');
	const finding = findings.find(({ id }) => MACHINE.includes(id) || (media && id === 'webrtc-udp-disabled'));
	return finding && { phase: phaseOf(finding, explaining), cause: finding.cause, finding: finding.id, ...NOTHING };
}

const isKept = (report: Report, entry: EntryId) =>
	['blocked', 'tampered'].includes(report.verdicts[entry]?.verdict ?? '');

/** The nearest suspect that the run accuses. No other entry's verdict is looked at. */
function accused(explaining: Explaining, report: Report): Explanation | undefined {
	const { suspects, sockets } = explaining;
	const kept = suspects.filter((entry) => isKept(report, entry));
	// The run took the web sockets that had failed when it began.
	const findings = report.findings.filter(({ cause }) => cause !== 'websocket-refused' || sockets.length > 0);
	for (const entry of kept) {
		const finding = findings.find((one) => one.entries.includes(entry) && one.rules.length > 0);
		if (finding) {
			const entries = finding.entries.filter((id) => kept.includes(id));
			const { cause, id, rules } = finding;
			return { phase: phaseOf(finding, explaining), cause, finding: id, entries, rules: rulesOf(rules) };
		}
	}
	return undefined;
}

/** Rules are patterns of the catalog; whatever else may ever stand among them stays out of the page. */
const rulesOf = (rules: readonly string[]) =>
	rules.filter((rule) => /^(?:Allow (?:TCP|UDP) |Resolve |Exempt |Pass web sockets |\s+or, in place)/.test(rule));

/**
 * The page cannot reach the gateway, for a reason that is none of the network's, and the extension can: the browser
 * keeps pages from private addresses.
 */
function blamesLocalAccess({ hints }: Incident, report: Report): boolean {
	const gateway = hints.some(({ entries, code }) => entries?.includes('ingenius.gateway') && code === undefined);
	return gateway && report.verdicts['ingenius.gateway']?.verdict === 'reachable';
}
