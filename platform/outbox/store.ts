import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import type { TelemetryEvent } from '../../core/telemetry/otlp.ts';
import {
	dropReason,
	type Hold,
	type Losses,
	lose,
	lossEvents,
	MAX_BATCH,
	MAX_QUEUED,
	NO_LOSSES,
	sumOf,
} from '../../core/telemetry/queue.ts';
import type { Told } from './told.ts';

interface Row {
	readonly uid: string;
	/** Order of arrival; the clock may jump. */
	readonly seq: number;
	/** ms since the epoch. */
	readonly addedAt: number;
	readonly event: TelemetryEvent;
}

/** What must change together with the events, or survive with them. */
export interface OutboxState {
	readonly losses: Losses;
	/** Requests in a row that were not acknowledged. */
	readonly failures: number;
	readonly hold?: Hold | undefined;
	readonly pausedByUser?: boolean | undefined;
	readonly lastSentAt?: number | undefined;
	/** The last run that became events. */
	readonly told?: Told | undefined;
	/** The kept calls and incidents that became events, or that are older than telemetry; undefined while it is off. */
	readonly toldHeard?: readonly string[] | undefined;
	/** Whether a CCP was open when that was last told. */
	readonly toldOpen?: boolean | undefined;
}

interface Schema extends DBSchema {
	events: { key: string; value: Row; indexes: { seq: number } };
	state: { key: string; value: OutboxState };
}
type Transaction = IDBPTransaction<Schema, ('events' | 'state')[], 'readwrite'>;
type Change = (state: OutboxState) => OutboxState;

export interface OutboxStore {
	/** Durable when it resolves. The same uid twice is one event. */
	add(events: readonly TelemetryEvent[], change?: Change): Promise<void>;
	/** The oldest events of one request; reports of losses are put among them first. */
	take(newId: () => string): Promise<TelemetryEvent[]>;
	remove(events: readonly TelemetryEvent[], change?: Change): Promise<void>;
	change(change: Change): Promise<void>;
	read(): Promise<{ readonly queued: number; readonly state: OutboxState }>;
	/** Deletes everything queued; that is not a loss, somebody asked for it. */
	clear(): Promise<void>;
	close(): Promise<void>;
}

const KEY = 'state';
const EMPTY: OutboxState = { losses: NO_LOSSES, failures: 0 };

/** The outbox on disk: events by uid, and the state that goes with them. */
export function openStore(now: () => number, name = 'linecheck-outbox'): OutboxStore {
	let opening: Promise<IDBPDatabase<Schema>> | undefined;
	const open = () => (opening ??= openDatabase(name, () => (opening = undefined)));

	/** One transaction over both: all of it is kept, or nothing. `strict`: also when the power fails. */
	async function write<T>(durability: IDBTransactionDurability, work: (tx: Transaction) => Promise<T>): Promise<T> {
		const tx = (await open()).transaction(['events', 'state'], 'readwrite', { durability });
		const working = work(tx).catch((error: unknown) => {
			abort(tx);
			throw error;
		});
		const [result] = await Promise.all([working, tx.done]);
		return result;
	}

	return {
		add: (events, change) =>
			write('strict', async (tx) => {
				await put(tx, events, now());
				await update(tx, change);
				await trim(tx, now());
			}),
		take: (newId) =>
			write('relaxed', async (tx) => {
				await trim(tx, now());
				await reportLosses(tx, now(), newId);
				const rows = await tx.objectStore('events').index('seq').getAll(null, MAX_BATCH);
				return rows.map(({ event }) => event);
			}),
		remove: (events, change) =>
			write('relaxed', async (tx) => {
				await Promise.all(events.map(({ uid }) => tx.objectStore('events').delete(uid)));
				await update(tx, change);
			}),
		change: (change) => write('relaxed', (tx) => update(tx, change)),
		read: async () => {
			const tx = (await open()).transaction(['events', 'state']);
			const [queued, state] = await Promise.all([tx.objectStore('events').count(), tx.objectStore('state').get(KEY)]);
			return { queued, state: state ?? EMPTY };
		},
		clear: () => write('strict', (tx) => tx.objectStore('events').clear()),
		close: async () => (await opening)?.close(),
	};
}

/** The browser may close a database under us (its files were cleared): the next use opens it anew. */
function openDatabase(name: string, lost: () => void): Promise<IDBPDatabase<Schema>> {
	const opening = openDB<Schema>(name, 1, {
		upgrade: (db) => {
			db.createObjectStore('events', { keyPath: 'uid' }).createIndex('seq', 'seq');
			db.createObjectStore('state');
		},
		terminated: lost,
	});
	opening.catch(lost);
	return opening;
}

async function update(tx: Transaction, change: Change = (state) => state): Promise<void> {
	const store = tx.objectStore('state');
	await store.put(change((await store.get(KEY)) ?? EMPTY), KEY);
}

async function put(tx: Transaction, events: readonly TelemetryEvent[], addedAt: number): Promise<void> {
	const store = tx.objectStore('events');
	const last = await store.index('seq').openKeyCursor(null, 'prev');
	const first = (last?.key ?? 0) + 1;
	await Promise.all(events.map((event, index) => store.put({ uid: event.uid, seq: first + index, addedAt, event })));
}

/** Drops what is above the bounds, oldest first, and counts it. */
async function trim(tx: Transaction, now: number): Promise<void> {
	const store = tx.objectStore('events');
	let excess = (await store.count()) - MAX_QUEUED;
	let losses = NO_LOSSES;
	for (let cursor = await store.index('seq').openCursor(); cursor; cursor = await cursor.continue()) {
		const { addedAt, event } = cursor.value;
		const reason = dropReason(addedAt, excess, now);
		if (reason === undefined) break;
		losses = lose(losses, reason, [event]);
		excess -= 1;
		await cursor.delete();
	}
	if (losses !== NO_LOSSES) await update(tx, (state) => ({ ...state, losses: sumOf(state.losses, losses) }));
}

/** Only where there is room: a report that pushed out an event would be the cause of the next one. */
async function reportLosses(tx: Transaction, now: number, newId: () => string): Promise<void> {
	const state = (await tx.objectStore('state').get(KEY)) ?? EMPTY;
	const events = lossEvents(state.losses, now, newId);
	const queued = await tx.objectStore('events').count();
	if (events.length === 0 || queued + events.length > MAX_QUEUED) return;
	await put(tx, events, now);
	await update(tx, (current) => ({ ...current, losses: NO_LOSSES }));
}

/** It may have ended by itself: its own error is the one that counts. */
function abort(tx: Transaction): void {
	try {
		tx.abort();
	} catch {
		// already aborted
	}
}
