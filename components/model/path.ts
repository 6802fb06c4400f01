import type { Report } from '../../core/report/types.ts';
import type { EntryView } from './entries.ts';
import { wholeMachineFinding } from './findings.ts';
import { isBroken, type Status, statusWord, worst } from './status.ts';

/** One stretch of the way: from the browser into the network, or from the network to one service. */
export interface PathLink {
	readonly id: 'network' | 'connect' | 'audio' | 'ingenius';
	readonly label: string;
	/** Protocol and port. */
	readonly detail: string;
	readonly status: Status;
	/** Some entries are blocked, but none that the work depends on. */
	readonly partly: boolean;
}

export interface PathView {
	readonly network: PathLink;
	readonly services: readonly PathLink[];
}

const ESSENTIAL: readonly EntryView['breaks'][] = ['calls', 'page', 'sign-in', 'crm'];

/** Browser → company network → the services, each stretch with its status. No report yet: everything is untested. */
export function pathView(report: Report | undefined, entries: readonly EntryView[], running: boolean): PathView {
	const network = networkStatus(report, entries, running);
	const cut = network === 'blocked';
	const of = (own: readonly EntryView[]) => (cut ? { status: 'untested' as const, partly: false } : linkStatus(own));
	const audio = entries.filter(({ group }) => group === 'media');
	const ingenius = entries.filter(({ group }) => group === 'ingenius');
	const connect = entries.filter((entry) => !audio.includes(entry) && !ingenius.includes(entry));
	const services: PathLink[] = [{ id: 'connect', label: 'Amazon Connect', detail: 'TCP 443', ...of(connect) }];
	if (audio.length > 0) services.push({ id: 'audio', label: 'Call audio', detail: 'UDP 3478', ...of(audio) });
	if (ingenius.length > 0) services.push({ id: 'ingenius', label: 'InGenius', detail: 'TCP 443', ...of(ingenius) });
	return { network: { id: 'network', label: 'Company network', detail: '', status: network, partly: false }, services };
}

function networkStatus(report: Report | undefined, entries: readonly EntryView[], running: boolean): Status {
	if (!report) return 'untested';
	if (wholeMachineFinding(report) || !report.environment.online) return 'blocked';
	if (entries.some(({ targets }) => targets.some(({ status }) => status === 'open'))) return 'open';
	return running ? 'checking' : 'unclear';
}

function linkStatus(entries: readonly EntryView[]): Pick<PathLink, 'status' | 'partly'> {
	const essential = entries.filter(({ breaks }) => ESSENTIAL.includes(breaks));
	const status = worst((essential.length > 0 ? essential : entries).map((entry) => entry.status));
	return { status, partly: !isBroken(status) && entries.some((entry) => isBroken(entry.status)) };
}

/** The picture in words, for who cannot see it. */
export function pathText({ network, services }: PathView): string {
	const ways = services.map((link) => `${link.label} (${link.detail}): ${linkWord(link)}`);
	return `Way from this browser through the company network (${linkWord(network)}) to ${ways.join('; ')}.`;
}

export function linkWord(link: PathLink): string {
	return link.partly ? 'Partly blocked' : statusWord(link.status);
}
