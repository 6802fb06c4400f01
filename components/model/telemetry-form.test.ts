import { describe, expect, it } from 'vitest';
import { mergeSettings } from '../../core/settings.ts';
import { formOf, TICK } from './profile-fields.ts';
import { readSettingsFile, settingsFile } from './settings-file.ts';
import { readTelemetry } from './telemetry-form.ts';
import { contents, SWITCHES } from './telemetry-groups.ts';
import { queueText, stateText } from './telemetry-text.ts';

const open = () => false;
const endpoint = 'https://logs.example.com';
const PROFILE = { connect: { alias: 'acme', region: 'us-east-1' } } as const;

describe('readTelemetry', () => {
	it('is null where nothing is set', () => {
		expect(readTelemetry(formOf({}), open)).toEqual({ telemetry: null });
	});

	it('takes what the user set, in its normal form', () => {
		const values = { ...formOf({}), 'telemetry.endpoint': ` ${endpoint}/v1/logs `, 'telemetry.calls': '' };
		expect(readTelemetry({ ...values, 'telemetry.intervalMinutes': '15' }, open)).toEqual({
			telemetry: { endpoint, calls: false, intervalMinutes: 15 },
		});
	});

	it('gives settings back as they were', () => {
		const telemetry = { endpoint, token: 'abc', network: false, intervalMinutes: 30 };
		const { telemetry: merged } = mergeSettings({}, null, telemetry);
		expect(readTelemetry(formOf({ telemetry: merged }), open)).toEqual({ telemetry });
	});

	it('says what is wrong, at its field', () => {
		const read = readTelemetry({ ...formOf({}), 'telemetry.endpoint': 'http://logs.example.com' }, open);
		expect(read).toEqual({ errors: { 'telemetry.endpoint': expect.stringMatching(/^Must be https.*\.$/) } });
	});

	it("keeps nothing of the organisation's own values", () => {
		const { telemetry } = mergeSettings({ telemetryEndpoint: endpoint, telemetryToken: 'secret' }, null);
		const locked = (field: string) => field === 'telemetry.endpoint' || field === 'telemetry.token';
		expect(readTelemetry({ ...formOf({ telemetry }), 'telemetry.rules': '' }, locked)).toEqual({
			telemetry: { rules: false },
		});
	});
});

describe('the settings file', () => {
	const settings = mergeSettings({ telemetryNames: true, telemetryAgentName: 'Ada' }, PROFILE, {
		endpoint,
		token: 'secret',
	});

	it('holds neither the token nor a name', () => {
		const text = settingsFile(settings);
		expect(text).toContain(endpoint);
		expect(text).not.toMatch(/secret|Ada/);
	});

	it('is read back, and says what is wrong with another', () => {
		const read = readSettingsFile(settingsFile(settings) ?? '');
		expect(read).toMatchObject({ settings: { connect: { alias: 'acme' }, telemetry: { endpoint } } });
		expect(readSettingsFile('{')).toEqual({ error: expect.stringContaining('not a JSON file') });
		const mars = JSON.stringify({ connect: { alias: 'acme', region: 'mars-1' } });
		expect(readSettingsFile(mars)).toEqual({ error: expect.stringContaining('connect.region: unknown region') });
	});

	it('is none where nothing is set', () => expect(settingsFile(mergeSettings({}, null))).toBe('{}'));
});

it('tells of every group what it sends', () => {
	expect(SWITCHES.map(([group]) => contents(group)).every((text) => text.length > 20)).toBe(true);
	expect(contents('network')).toContain('public address cut to /24 or /48');
	expect(formOf({})['telemetry.network']).toBe(TICK);
});

it('says how sending stands', () => {
	const now = 1_000_000;
	expect(stateText({ status: 'off', queued: 0 }, now)).toBe('Nothing is sent.');
	expect(stateText({ status: 'ok', queued: 0, lastSentAt: now - 120_000 }, now)).toBe('On. Last sent 2 minutes ago.');
	expect(stateText({ status: 'waiting', queued: 2, problem: 'no answer', nextTryAt: now + 240_000 }, now)).toBe(
		'Waiting: no answer. Next try in 4 minutes.',
	);
	expect(stateText({ status: 'paused', queued: 2, problem: 'token refused (401)', nextTryAt: now + 9 }, now)).toBe(
		'Paused: token refused (401). Next try within a minute.',
	);
	expect(queueText({ status: 'waiting', queued: 2 })).toBe('2 events are kept on this computer, for a week at most.');
});
