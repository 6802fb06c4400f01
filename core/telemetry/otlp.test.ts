import { expect, it } from 'vitest';
import { runEvents } from './events.ts';
import { reportWith, runOf } from './fixtures.ts';
import { encodeLogs, encodeValue } from './otlp.ts';

it.each([
	['text', { stringValue: 'text' }],
	[true, { boolValue: true }],
	[42.4, { intValue: '42' }],
	[['a'], { arrayValue: { values: [{ stringValue: 'a' }] } }],
	[{ k: 'v' }, { kvlistValue: { values: [{ key: 'k', value: { stringValue: 'v' } }] } }],
] as const)('encodes %j', (value, encoded) => expect(encodeValue(value)).toEqual(encoded));

it('writes nanoseconds as text and the event name twice', () => {
	const request = encodeLogs({ 'service.name': 'linecheck' }, runEvents(runOf(reportWith('r1'))), '0.1.0');
	const record = request.resourceLogs[0]?.scopeLogs[0]?.logRecords[0];
	expect(record).toMatchObject({ timeUnixNano: '1788253200000000000', eventName: 'linecheck.run', severityNumber: 9 });
	expect(record?.attributes).toContainEqual({ key: 'event.name', value: { stringValue: 'linecheck.run' } });
	expect(record?.attributes).toContainEqual({ key: 'log.record.uid', value: { stringValue: 'r1:run' } });
});
