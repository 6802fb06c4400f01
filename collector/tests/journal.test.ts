import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { openJournal } from '../store/journal.ts';
import { type LogRow, openStore, type Store } from '../store/store.ts';
import { scratch } from './support.ts';

const row = (uid: string, body = ''): LogRow => ({
	Timestamp: (Date.now() / 1000).toFixed(9),
	TraceId: '',
	SpanId: '',
	TraceFlags: 0,
	SeverityText: '',
	SeverityNumber: 0,
	ServiceName: 'linecheck',
	Body: body,
	ResourceSchemaUrl: '',
	ResourceAttributes: { 'service.instance.id': 'a' },
	ScopeSchemaUrl: '',
	ScopeName: '',
	ScopeVersion: '',
	ScopeAttributes: {},
	LogAttributes: { 'log.record.uid': uid },
	EventName: 'linecheck.call',
});

const uidsOf = async (store: Store) =>
	(await store.ask('../tests/uids', {}, v.object({ uid: v.string() }))).map(({ uid }) => uid).sort();

it('keeps what could not be stored for the next start, in order', async () => {
	const folder = scratch();
	const journal = await openJournal(folder, () => Promise.reject(new Error('no room')));
	await journal.append('a\n');
	await expect(journal.flush()).rejects.toThrow('no room');
	await Promise.all([journal.append('b\n'), journal.append('c\n')]);
	await journal.close();
	const stored: string[] = [];
	const again = await openJournal(folder, async (path) => {
		stored.push(readFileSync(path, 'utf8'));
	});
	expect(stored).toEqual(['a\n', 'b\nc\n']);
	expect(readdirSync(folder)).toEqual([]);
	await again.close();
});

it('is held up by no file that cannot be stored', async () => {
	const folder = scratch();
	writeFileSync(join(folder, '0-0.jsonl'), 'bad\n');
	const stored: string[] = [];
	const journal = await openJournal(folder, async (path) => {
		const text = readFileSync(path, 'utf8');
		if (text === 'bad\n') throw new Error('bad');
		stored.push(text);
	});
	await journal.append('a\n');
	await expect(journal.flush()).rejects.toThrow('bad');
	expect([stored, journal.isStuck(), readdirSync(folder)]).toEqual([['a\n'], true, ['0-0.jsonl']]);
	await journal.close();
});

it('stores once for all who ask at once, and by itself after a while', async () => {
	const stored: string[] = [];
	const journal = await openJournal(scratch(), async (path) => {
		stored.push(readFileSync(path, 'utf8'));
	});
	await journal.append('a\n');
	await Promise.all([journal.flush(), journal.flush(), journal.flush()]);
	expect(stored).toEqual(['a\n']);
	await journal.append('b\n');
	await expect.poll(() => stored, { timeout: 5_000 }).toEqual(['a\n', 'b\n']);
	await journal.close();
});

it('says once that nothing can be stored, and once that it can again', async () => {
	const said: string[] = [];
	let hasRoom = false;
	const store = () => (hasRoom ? Promise.resolve() : Promise.reject(new Error('no room')));
	const journal = await openJournal(scratch(), store, (text) => said.push(text));
	await journal.append('a\n');
	for (let times = 0; times < 2; times++) await expect(journal.flush()).rejects.toThrow('no room');
	expect(said).toEqual([expect.stringMatching(/records wait in .+ cannot be stored now: Error: no room$/)]);
	hasRoom = true;
	for (let times = 0; times < 2; times++) await journal.flush();
	expect(said.slice(1)).toEqual(['records are stored again']);
	await journal.close();
});

it('takes no more than may wait', async () => {
	const journal = await openJournal(scratch(), () => Promise.reject(new Error('no room')));
	await journal.append('x'.repeat(128_000_001));
	await expect(journal.append('y')).rejects.toThrow('too much waits');
	await journal.close();
});

it('stores what a crash left, without the line that it tore; whatever the folder is called', async () => {
	const folder = join(scratch(), "it's {a,b} *");
	const left = join(folder, 'journal');
	mkdirSync(left, { recursive: true });
	writeFileSync(join(left, '1-0.jsonl'), `${JSON.stringify(row('u1'))}\n${JSON.stringify(row('u2', '\ud800'))}\n`);
	appendFileSync(join(left, '1-0.jsonl'), JSON.stringify(row('u3')).slice(0, 90));
	writeFileSync(join(left, '1-1.jsonl'), `${JSON.stringify(row('u4'))}\n${'\0'.repeat(4096)}`);
	const store = await openStore(folder, { retentionDays: 90 });
	expect(await uidsOf(store)).toEqual(['u1', 'u2', 'u4']);
	expect(readdirSync(left)).toEqual([]);
	await store.insert([row('u5')]);
	expect(await uidsOf(store)).toEqual(['u1', 'u2', 'u4', 'u5']);
	await store.close();
});
