import type { EntryId, FindingId } from '../ids.ts';
import type { Plan, PlannedEntry, Target } from '../plan/types.ts';
import { parseProbeUrl } from '../plan/url.ts';
import { LOSSES, lossOf, plainName, severityOf } from '../remedy/breaks.ts';
import { commandsOf } from '../remedy/commands.ts';
import { rulesOf } from '../remedy/rules.ts';
import type { WordContext } from '../remedy/words/context.ts';
import { WORDS } from '../remedy/words.ts';
import type { Facts } from './facts.ts';
import type { Explanation } from './rules/types.ts';
import type { Finding } from './types.ts';
import { strongest } from './verdicts.ts';

type Explained = Explanation & { readonly finding: FindingId };

const entriesOf = (explained: Explanation): readonly EntryId[] => [
	...new Set(explained.targets.flatMap(({ target }) => target.entries)),
];

/** Explanations of one cause at one set of entries are one finding. */
function merge(explanations: readonly Explanation[]): readonly Explained[] {
	const merged = new Map<string, Explained>();
	for (const one of explanations) {
		if (one.finding === undefined || one.targets.length === 0) continue;
		const explained = { ...one, finding: one.finding };
		const key = JSON.stringify([one.finding, one.cause, one.verdict, one.detail, entriesOf(one)]);
		const known = merged.get(key);
		const targets = [...(known?.targets ?? []), ...one.targets];
		const confidence = strongest(known === undefined ? [one.confidence] : [known.confidence, one.confidence]);
		merged.set(key, { ...explained, targets, confidence });
	}
	return [...merged.values()];
}

/** Only what a firewall, a proxy or a resolver keeps back has a rule to add. */
const hasRule = ({ verdict }: Explanation) => verdict === 'blocked' || verdict === 'tampered';

const unique = <T>(items: readonly T[]): readonly T[] => [...new Set(items)];

/** The host, with its path where the path is what was tried. */
function placeOf({ host, url }: Target): string {
	const path = parseProbeUrl(url)?.path ?? '';
	return path === '/' ? host : `${host}${path}`;
}

function contextOf(explained: Explained, planned: readonly PlannedEntry[], facts: Facts): WordContext {
	const { cause, confidence, detail = '' } = explained;
	const targets = explained.targets.map(({ target }) => target);
	return {
		things: unique(planned.map(({ entry }) => plainName(entry))).join(', '),
		hosts: unique(targets.map(({ host }) => host)),
		places: unique(targets.map(placeOf)),
		loss: lossOf(planned.map(({ entry }) => entry.breaks)),
		ports: unique(targets.map(({ protocol, port }) => `${protocol.toUpperCase()} ${port}`)).join(', '),
		attempts: attemptsOf(explained),
		suspected: confidence === 'suspected',
		browser: facts.environment.browser,
		cause,
		detail,
	};
}

function wordsOf(explained: Explained, planned: readonly PlannedEntry[], facts: Facts) {
	const context = contextOf(explained, planned, facts);
	const { agent, it } = WORDS[explained.finding];
	return { hosts: context.hosts, agent: agent(context), it: it(context) };
}

const attemptsOf = ({ targets }: Explanation) => Math.max(0, ...targets.map(({ attempts }) => attempts.length));

function remedyOf(explained: Explained, planned: readonly PlannedEntry[], plan: Plan) {
	const { cause } = explained;
	const all = explained.targets.map(({ target }) => target);
	const missing = planned.map((entry) => ({
		entry,
		targets: all.filter(({ id }) => entry.targets.includes(id)),
		cause,
	}));
	// A policy of the browser has nothing to do with the network.
	const rules = hasRule(explained) && cause !== 'webrtc-udp-disabled';
	return { rules: rules ? missing.flatMap((one) => rulesOf(one, plan)) : [], commands: commandsOf(all) };
}

function findingOf(explained: Explained, facts: Facts): Finding {
	const entries = entriesOf(explained);
	const planned = facts.plan.entries.filter(({ entry }) => entries.includes(entry.id));
	const { finding: id, cause, confidence, targets } = explained;
	return {
		id,
		cause,
		confidence,
		entries,
		...wordsOf(explained, planned, facts),
		...remedyOf(explained, planned, facts.plan),
		attempts: attemptsOf(explained),
		evidence: targets.flatMap(({ attempts }) => attempts.map(({ index }) => index)).toSorted((a, b) => a - b),
	};
}

/** The worst first: what breaks calls, then what an agent misses, then what is only worth knowing. */
function rankOf(explained: Explained, plan: Plan): number {
	const entries = entriesOf(explained);
	const breaks = plan.entries.filter(({ entry }) => entries.includes(entry.id)).map(({ entry }) => entry.breaks);
	return hasRule(explained) ? severityOf(breaks) : LOSSES.length;
}

/** One finding a cause, the worst first, else in the order of the rules. */
export function findingsOf(explanations: readonly Explanation[], facts: Facts): readonly Finding[] {
	const merged = merge(explanations).toSorted((a, b) => rankOf(a, facts.plan) - rankOf(b, facts.plan));
	return merged.map((explained) => findingOf(explained, facts));
}
