import { cardView, silenceKey } from '../core/incident/card.ts';
import { explain } from '../core/incident/explain.ts';
import {
	afterCheck,
	afterRetry,
	keepIncident,
	NOT_SHOWN,
	type StandingIncident,
	withExplanation,
} from '../core/incident/standing.ts';
import type { RunState } from '../core/run-state.ts';
import { callPhase } from './call.ts';
import { reportSince } from './incident-check.ts';
import { showCard } from './show-card.ts';
import { incidentItem, incidentsItem, runItem, silencedItem } from './storage.ts';
import { pageProfile } from './suggestion.ts';

/** A cause that the agent silenced stays so for a shift with its breaks, ms. */
const SILENCED_MS = 12 * 3_600_000;

/** Explains the incident anew from the newest run, and shows what has changed. */
export async function renderIncident(): Promise<void> {
	const known = await incidentItem.getValue();
	if (!known) return;
	const [profile, run] = await Promise.all([pageProfile(), runItem.getValue()]);
	const report = reportOf(known, run);
	if (report === undefined && isTold(known)) return;
	const standing = withStage(known, run);
	const { incident, suspects, sockets, entries, check, retrying } = standing;
	const done = entries.length === 0 || check === 'ended' || check === 'spent';
	const call = await callPhase();
	const cancelled = run.status === 'cancelled';
	const now = explain({ incident, suspects, sockets, done, cancelled, profile, call, ...(report && { report }) });
	// Fixed is the last word on an incident; the next failure is another one.
	const over = standing.explanation.phase === 'fixed';
	const through = run.status === 'done' && report !== undefined && !over;
	const explanation =
		over || retrying ? afterRetry(standing.explanation, now, through) : afterCheck(standing.explanation, now, done);
	const current = { ...withExplanation(standing, explanation), retrying: retrying === true && !done };
	const next = await present(current, profile.connect !== undefined);
	await incidentItem.setValue(next);
	if (done) await incidentsItem.setValue(keepIncident(await incidentsItem.getValue(), next, report?.runId));
}

const reportOf = ({ checkAt }: StandingIncident, run: RunState) =>
	checkAt === undefined ? undefined : reportSince(run, checkAt);

/** Explained from a check whose run another one has replaced since: what was said stands. */
const isTold = ({ entries, check }: StandingIncident) => entries.length > 0 && check === 'ended';

/** How its newest check stands. */
function withStage(standing: StandingIncident, run: RunState): StandingIncident {
	return standing.check === 'under-way' && hasEnded(standing, run) ? { ...standing, check: 'ended' } : standing;
}

/** Its newest check is over, whatever that came to. */
export function hasEnded(standing: StandingIncident, run: RunState): boolean {
	if (standing.checkAt === undefined || run.status === 'running') return false;
	return run.status === 'failed' || reportOf(standing, run) !== undefined;
}

/** Shows the same explanation with what the call now lets the agent do. */
export async function renderAdvice(): Promise<void> {
	const standing = await incidentItem.getValue();
	if (!standing) return;
	const profile = await pageProfile();
	await incidentItem.setValue(await present(standing, profile.connect !== undefined));
}

async function present(standing: StandingIncident, isSetUp: boolean): Promise<StandingIncident> {
	const { incident, explanation, where, closed } = standing;
	const view = cardView({ incident, explanation, call: await callPhase(), isSetUp });
	const silenced = view !== undefined && ((await silencedItem.getValue())[view.key] ?? 0) > Date.now();
	const wanted = silenced || closed ? null : (view ?? null);
	const shown = JSON.stringify(wanted);
	if (shown === (standing.shown ?? NOT_SHOWN)) return standing;
	const place = await showCard(wanted, where);
	if (!place) return standing;
	const ms = Date.now() - incident.at;
	const shownMs = wanted ? { [explanation.phase]: ms, ...standing.shownMs } : standing.shownMs;
	return { ...standing, shown, shownMs, where: place };
}

/** Silences this cause for the agent. */
export async function silenceCause({ incident, explanation }: StandingIncident): Promise<void> {
	const key = silenceKey(incident, explanation);
	const kept = Object.entries(await silencedItem.getValue()).filter(([, until]) => until > Date.now());
	await silencedItem.setValue({ ...Object.fromEntries(kept), [key]: Date.now() + SILENCED_MS });
}
