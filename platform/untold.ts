import { type CallOutcome, isError } from '../core/incident/calls.ts';
import type { IncidentRecord } from '../core/incident/standing.ts';
import { callEvent, type EventContext, incidentEvent } from '../core/telemetry/events.ts';
import type { TelemetryEvent } from '../core/telemetry/otlp.ts';
import { readDestination } from './outbox/destination.ts';
import type { Outbox } from './outbox/outbox.ts';
import type { OutboxStore } from './outbox/store.ts';
import { isOff } from './outbox/where.ts';
import { callsItem, incidentsItem, installIdItem } from './storage.ts';

/** A call or an incident that is kept, and what tells it from the others. */
interface Heard {
	readonly key: string;
	readonly make: (context: EventContext) => TelemetryEvent;
}

/**
 * Tells the calls and incidents that are kept and that nobody was told of: also those of a worker that died before it
 * came to that. What happened while telemetry was off is never told.
 */
export async function tellUntold(outbox: Outbox, store: OutboxStore, context: EventContext): Promise<void> {
	const off = isOff(await readDestination());
	const heard = await readHeard();
	const { toldHeard } = (await store.read()).state;
	const keys = heard.map(({ key }) => key);
	if (off || toldHeard === undefined) {
		// It has just been switched on, or off: what is there by now is nobody's business.
		const next = off ? undefined : keys;
		if (next !== toldHeard) await store.change((state) => ({ ...state, toldHeard: next }));
		return;
	}
	const untold = heard.filter(({ key }) => !toldHeard.includes(key));
	if (untold.length === 0) return;
	const events = untold.map(({ make }) => make(context));
	await outbox.add(events, (state) => ({ ...state, toldHeard: keys }));
	void outbox.flush();
}

async function readHeard(): Promise<Heard[]> {
	const [calls, incidents, install] = await Promise.all([
		callsItem.getValue(),
		incidentsItem.getValue(),
		installIdItem.getValue(),
	]);
	return [...calls.map((call) => heardCall(call, install)), ...incidents.map(heardIncident)];
}

function heardCall(call: CallOutcome, install: string): Heard {
	const { at, reason, setUpMs, losses } = call;
	const outcome = isError(call) ? 'failed' : losses > 0 ? 'lost' : 'good';
	const { ice: iceMs, signalling: signallingMs, handshake: handshakeMs } = setUpMs;
	const key = `${install}:call:${at}`;
	const told = { id: key, at, outcome, reason, iceMs, signallingMs, handshakeMs } as const;
	return { key, make: (context) => callEvent({ ...context, ...told }) };
}

function heardIncident({ id, at, kind, entries, cause, runId }: IncidentRecord): Heard {
	return { key: id, make: (context) => incidentEvent({ ...context, id, at, kind, entries, cause, runId }) };
}
