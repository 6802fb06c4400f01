import type { IpRanges } from '../catalog/ip-ranges.ts';
import { hostPart, matchesPattern } from '../catalog/patterns.ts';
import type { Environment, Evidence } from '../evidence/types.ts';
import type { Plan, ProbeKind, Target } from '../plan/types.ts';
import type { Profile } from '../profile.ts';
import { foreignAnswer, portalOf } from './foreign.ts';
import { type Loss, lossOf } from './loss.ts';
import { type Observation, observeAll } from './observe.ts';

export interface DiagnosisInput {
	readonly profile: Profile;
	readonly plan: Plan;
	/** Complete, or what has come so far. */
	readonly evidence: readonly Evidence[];
	/** Ids of the targets that the run has not finished with; none where it has ended. */
	readonly pending?: ReadonlySet<string>;
	readonly environment: Environment;
	/** ip-ranges.json as last fetched. */
	readonly ranges?: IpRanges;
}

/** Everything that rules may look at. */
export interface Facts extends DiagnosisInput {
	readonly observations: readonly Observation[];
	/** Those with at least one attempt. */
	readonly tried: readonly Observation[];
	/** A machine proven online: some HTTPS target answered, and no block page did. */
	readonly online: boolean;
	readonly loss: Loss;
}

export function factsOf(input: DiagnosisInput): Facts {
	const observations = observeAll(input.plan, input.evidence);
	const tried = observations.filter(({ attempts }) => attempts.length > 0);
	return { ...input, observations, tried, online: isOnline(tried), loss: lossOf(tried, input.environment) };
}

/** A gateway on the customer's premises answers with the internet cut off: it proves nothing, and needs no proof. */
export const isOutside = ({ target }: Observation): boolean => target.entries.some((id) => id !== 'ingenius.gateway');

/** Some HTTPS target answered as itself: TLS vouches for its name, and no block page or portal speaks in its place. */
export function isOnline(tried: readonly Observation[]): boolean {
	const web = ofKind(tried, 'https').filter(isOutside);
	if (portalOf(web) !== undefined) return false;
	return web.some((seen) => seen.answers.length > 0 && foreignAnswer(seen, tried) === undefined);
}

export const ofKind = (seen: readonly Observation[], kind: ProbeKind) =>
	seen.filter(({ target }) => target.kind === kind);

const wasHeardOut = ({ silences, refusals }: Observation) => silences.length + refusals.length > 0;

/**
 * How far HTTPS outside was heard out, where none of it has answered: `none` while it is too little to go by (one host of
 * several, or nothing but failures of the machine itself), `settled` once nothing is under way any more.
 */
export function silentWeb(seen: readonly Observation[], tried: readonly Observation[]): 'none' | 'some' | 'settled' {
	const all = ofKind(seen, 'https').filter(isOutside);
	const web = ofKind(tried, 'https').filter((one) => isOutside(one) && wasHeardOut(one));
	if (web.length < Math.min(2, all.length) || web.length === 0) return 'none';
	return web.every(({ silences }) => silences.every(({ outcome }) => outcome.final)) ? 'settled' : 'some';
}

export const unanswered = (seen: readonly Observation[]) => seen.filter(({ answers }) => answers.length === 0);

/** The patterns, without paths, of the target's entries that cover its host. */
export function patternsOver({ target }: Observation, plan: Plan): readonly string[] {
	const entries = plan.entries.filter(({ entry }) => target.entries.includes(entry.id));
	const patterns = entries.flatMap((entry) => entry.patterns.map(hostPart));
	return patterns.filter((pattern) => matchesPattern(pattern, target.host));
}

/** A web socket of ours may be refused by the real service; plain http of a host that browsers upgrade is never sent. */
export const isTelling = ({ kind }: Target): boolean => kind === 'https' || kind === 'turn';

/**
 * Whether a failure of this target can speak against its entry. An unconfirmed host is in no document; a host that no
 * pattern covers (`rtc.connect-telecom…` is published to try `rtc*` on) may be kept back where the allowlist is complete.
 */
export function canAccuse(seen: Observation, plan: Plan): boolean {
	return isTelling(seen.target) && seen.target.origin !== 'unconfirmed' && patternsOver(seen, plan).length > 0;
}
