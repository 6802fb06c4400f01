import * as v from 'valibot';
import { PageSignalsSchema } from '../core/incident/signals.ts';
import { afterAcknowledge, afterOpening, isNews, type StandingIncident, takeHints } from '../core/incident/standing.ts';
import type { Hint, Where } from '../core/incident/types.ts';
import { plan } from '../core/plan/plan.ts';
import { hasEnded, renderAdvice, renderIncident, silenceCause } from './incident-card.ts';
import { ASK_AGAIN_MS, admit, runChecks } from './incident-check.ts';
import { keepFacts } from './page-facts.ts';
import type { Runner } from './runner.ts';
import { rememberCcpTab, showCard } from './show-card.ts';
import { callsOnItem, incidentItem, learnedItem, runItem } from './storage.ts';
import { pageProfile } from './suggestion.ts';
import { learnFromHint } from './traffic.ts';

export type CardCommand = 'close' | 'silence' | 'retry';

export interface Incidents {
	/** From a frame; whatever does not fit the schema is dropped. */
	signals(signals: unknown, where: Where): Promise<void>;
	/** From the background's own look at requests and frames. */
	notice(hints: readonly Hint[], where?: Where): Promise<void>;
	/** The CCP opened a web socket to this host: what no probe of ours can tell. */
	opened(host: string): Promise<void>;
	/** A framed CCP answers the page that embeds it. */
	acknowledged(where: Where): Promise<void>;
	command(incident: string, command: CardCommand): Promise<void>;
}

/** Merges what is noticed into one incident, has it checked and explained on the page. */
export function createIncidents(runner: Runner): Incidents {
	const serial = createSerial();
	let waiting: ReturnType<typeof setTimeout> | undefined;

	/** While another check is under way, or the limit admits none, the newest one that was asked for waits. */
	function later(id: string): void {
		clearTimeout(waiting);
		waiting = setTimeout(() => void check(id), ASK_AGAIN_MS);
	}

	async function check(id: string): Promise<void> {
		const now = Date.now();
		const begun = await serial(() => begin(id, now));
		if (begun === 'later') return later(id);
		if (begun === undefined) return;
		clearTimeout(waiting);
		await runChecks(runner, begun.entries, now);
		await serial(renderIncident);
		const current = await incidentItem.getValue();
		if (current?.check === 'due') await check(current.incident.id);
	}

	async function notice(hints: readonly Hint[], where?: Where): Promise<void> {
		const due = await serial(() => take(hints, where));
		if (due !== undefined) void check(due);
	}

	async function command(id: string, what: CardCommand): Promise<void> {
		const retry = await serial(() => obey(id, what));
		if (retry) void check(id);
	}

	async function signals(raw: unknown, where: Where): Promise<void> {
		const parsed = v.safeParse(PageSignalsSchema, raw);
		if (!parsed.success) return;
		await rememberCcpTab(where.tab);
		await serial(() => keepFacts(parsed.output, where, runner));
		if (parsed.output.hints.length > 0) await notice(parsed.output.hints, where);
	}

	const opened = (host: string): Promise<void> => serial(() => change((current) => afterOpening(current, host)));
	const acknowledged = (where: Where): Promise<void> =>
		serial(() => change((current) => afterAcknowledge(current, where)));

	runItem.watch(() => void serial(renderIncident));
	callsOnItem.watch(() => void serial(renderAdvice));
	return { signals, notice, opened, acknowledged, command };
}

/** One change of the incident after another. */
function createSerial(): <T>(task: () => Promise<T>) => Promise<T> {
	let queue: Promise<unknown> = Promise.resolve();
	return (task) => {
		const result = queue.then(task, task);
		queue = result;
		return result;
	};
}

/** Takes a check from the rate limit and marks its start. Undefined: nothing to check. */
async function begin(id: string, now: number): Promise<StandingIncident | 'later' | undefined> {
	const current = await incidentItem.getValue();
	if (current?.incident.id !== id || !isWanted(current)) return undefined;
	const admitted = (await isUnderWay(current, now)) ? 'later' : current.retrying ? 'now' : await admit(now);
	if (admitted === 'later') return 'later';
	const next: StandingIncident =
		admitted === 'now' ? { ...current, checkAt: now, check: 'under-way' } : { ...current, check: 'spent' };
	await incidentItem.setValue(next);
	if (admitted === 'now') return next;
	await renderIncident();
	return 'later';
}

const isWanted = ({ entries, check }: StandingIncident) => entries.length > 0 && (check === 'due' || check === 'spent');

/** An earlier check is heard out, unless that takes too long. */
async function isUnderWay(current: StandingIncident, now: number): Promise<boolean> {
	const { checkAt } = current;
	if (checkAt === undefined || now - checkAt >= ASK_AGAIN_MS) return false;
	return !hasEnded(current, await runItem.getValue());
}

/** The id of the incident, where it is worth a check. */
async function take(hints: readonly Hint[], where: Where | undefined): Promise<string | undefined> {
	for (const hint of hints) await learnFromHint(hint);
	const [profile, learned] = await Promise.all([pageProfile(), learnedItem.getValue()]);
	// With what a check that has just ended says.
	await renderIncident();
	const known = await incidentItem.getValue();
	const now = { at: Date.now(), newId: () => crypto.randomUUID(), plan: plan(profile, learned), where };
	const taken = takeHints(known, hints, now);
	if (!taken) return undefined;
	const news = isNews(known, taken);
	const next = news ? { ...taken, check: 'due' as const } : taken;
	await incidentItem.setValue(next);
	const elsewhere = next.incident.id !== known?.incident.id || next.where?.tab !== known.where?.tab;
	if (known && elsewhere) await showCard(null, known.where);
	await renderIncident();
	return news ? next.incident.id : undefined;
}

async function change(to: (current: StandingIncident) => StandingIncident): Promise<void> {
	const current = await incidentItem.getValue();
	const next = current && to(current);
	if (next === current) return;
	await incidentItem.setValue(next);
	await renderIncident();
}

/** True where the cause is to be tried again. */
async function obey(id: string, what: CardCommand): Promise<boolean> {
	const current = await incidentItem.getValue();
	if (current?.incident.id !== id) return false;
	if (what === 'silence') await silenceCause(current);
	const retry = what === 'retry' && current.explanation.phase === 'final' && isDue(current);
	if (what === 'retry' && !retry) return false;
	await incidentItem.setValue({ ...current, ...(retry ? { retrying: true, check: 'due' } : { closed: true }) });
	return retry;
}

const isDue = ({ checkAt = 0 }: StandingIncident) => Date.now() - checkAt >= ASK_AGAIN_MS;
