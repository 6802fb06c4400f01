import type { Finding } from '../../core/diagnosis/types.ts';
import type { FindingId } from '../../core/ids.ts';
import type { Report } from '../../core/report/types.ts';
import type { EntryView } from './entries.ts';
import { isBroken } from './status.ts';

/** Findings that explain everything at once, each with its title. The finding's own sentence says what to do. */
const WHOLE_MACHINE: Readonly<Partial<Record<FindingId, string>>> = {
	offline: 'You are offline',
	'captive-portal': 'Sign in to this network first',
	'https-silent.all': 'Could not tell: no website answers',
	'dns.all': 'Could not tell: no address can be looked up',
	'proxy-unreachable': 'Could not tell: the proxy is down',
	'proxy-auth.all': 'Could not tell: the proxy wants a sign-in',
	'proxy-misconfigured': 'Could not tell: the proxy settings are wrong',
	'clock-wrong': 'Could not tell: your clock is wrong',
};

/** The finding that explains everything at once, if there is one. */
export function wholeMachineFinding(report: Report): Finding | undefined {
	return report.findings.find((finding) => wholeMachineTitle(finding) !== undefined);
}

export function wholeMachineTitle({ id }: Finding): string | undefined {
	return WHOLE_MACHINE[id];
}

/** Faults that no IT department can mend from afar. */
const OWN_HANDS: readonly FindingId[] = ['offline', 'captive-portal', 'clock-wrong', 'network-changed'];

/** What the text for IT is about: what is kept back, else the one cause that kept the check from deciding. */
export function findingsForIt(report: Report, entries: readonly EntryView[]): readonly Finding[] {
	const broken = brokenFindings(report, entries);
	const whole = wholeMachineFinding(report);
	if (broken.length > 0 || whole === undefined || OWN_HANDS.includes(whole.id)) return broken;
	return [whole];
}

/** Findings about what is really kept back: these have something to allow. */
export function brokenFindings(report: Report, entries: readonly EntryView[]): readonly Finding[] {
	const broken = entries.filter(({ status }) => isBroken(status)).map(({ id }) => id);
	return report.findings.filter(
		(finding) => finding.confidence !== 'suspected' && finding.entries.some((id) => broken.includes(id)),
	);
}
