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
	const standing = await incidentItem.getValue();
	if (!standing) return;
	const [profile, run] = await Promise.all([pageProfile(), runItem.getValue()]);
	const { incident, suspects, sockets, entries, checkAt, unchecked, retrying } = standing;
	const report = checkAt === undefined ? undefined : reportSince(run, checkAt);
	const checked = hasEnded(standing, run);
	const done = entries.length === 0 || checked || (unchecked === true && checkAt === undefined);
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

/** Its newest check is over, whatever that came to. */
function hasEnded({ checkAt }: StandingIncident, run: RunState): boolean {
	if (checkAt === undefined || run.status === 'running') return false;
	return run.status === 'failed' || reportSince(run, checkAt) !== undefined;
}

export const isChecked = async (standing: StandingIncident): Promise<boolean> =>
	hasEnded(standing, await runItem.getValue());

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
