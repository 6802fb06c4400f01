import { describe, expect, it } from 'vitest';
import schema from '../public/managed-schema.json' with { type: 'json' };
import { mergeSettings, POLICY_FIELDS } from './settings.ts';

const options = { connect: { alias: 'acme', region: 'us-east-1' } } as const;

it('has a policy schema for every field, types only', () => {
	expect(Object.keys(schema.properties).toSorted()).toEqual(Object.keys(POLICY_FIELDS).toSorted());
	for (const property of Object.values(schema.properties))
		expect(Object.keys(property)).toEqual(['type', 'description']);
});

it('lets policy overrule options and says what it locked', () => {
	const { profile, locked, problems } = mergeSettings({ connectRegion: 'eu-west-2', connectVideo: true }, options);
	expect(profile?.connect).toMatchObject({ alias: 'acme', region: 'eu-west-2', video: true });
	expect(locked).toEqual(['connect.region', 'connect.video']);
	expect(problems).toEqual([]);
});

it('reports a bad value by its field and keeps the rest', () => {
	const { profile, locked, problems } = mergeSettings(
		{ connectRegion: 'mars-1', connectVideo: true, color: 'red' },
		options,
	);
	expect(profile?.connect).toMatchObject({ region: 'us-east-1', video: true });
	expect(locked).toEqual(['connect.video']);
	expect(problems.map(({ field }) => field)).toEqual(['color', 'connectRegion']);
});

it('reports a value of the wrong type', () => {
	const { problems, profile } = mergeSettings({ connectVideo: 'yes' }, options);
	expect(problems).toEqual([{ field: 'connectVideo', message: expect.stringContaining('boolean') }]);
	expect(profile?.connect?.video).toBe(false);
});

it('has no profile and no problem where nothing is set', () => {
	expect(mergeSettings({}, null)).toEqual({ profile: {}, locked: [], problems: [] });
});

it('reports options that no longer hold', () => {
	const { profile, problems } = mergeSettings({}, { connect: { alias: '-', region: 'us-east-1' } });
	expect(profile).toBeUndefined();
	expect(problems[0]?.field).toBe('connect.alias');
});

it('hands over what a policy sets where the rest is still to be filled in', () => {
	const { profile, locked, unfinished } = mergeSettings({ connectRegion: 'eu-west-2' }, null);
	expect(profile).toBeUndefined();
	expect(locked).toEqual(['connect.region']);
	expect(unfinished).toEqual({ connect: { region: 'eu-west-2' } });
});

it('keeps the rest where policy sets half of a group, and names that half', () => {
	const { profile, locked, problems } = mergeSettings(
		{ connectAlias: 'acme', connectRegion: 'us-east-1', connectInstanceId: '0f1e2d3c-4b5a-4697-8879-6a5b4c3d2e1f' },
		null,
	);
	expect(profile?.connect).toMatchObject({ alias: 'acme', region: 'us-east-1' });
	expect(profile?.connect?.globalResiliency).toBeUndefined();
	expect(problems).toEqual([{ field: 'connectInstanceId', message: 'needs sourceRegion beside it' }]);
	expect(locked).toEqual(['connect.alias', 'connect.region']);
});

it('takes half of a group from policy and half from the options', () => {
	const globalResiliency = { instanceId: '0f1e2d3c-4b5a-4697-8879-6a5b4c3d2e1f', sourceRegion: 'us-east-1' } as const;
	const { profile, problems } = mergeSettings(
		{ connectSourceRegion: 'eu-west-2' },
		{ connect: { ...options.connect, globalResiliency } },
	);
	expect(profile?.connect?.globalResiliency).toEqual({ ...globalResiliency, sourceRegion: 'eu-west-2' });
	expect(problems).toEqual([]);
});

it('keeps a section that holds beside one that is still to be completed', () => {
	const { profile, locked, problems, unfinished } = mergeSettings({ ingeniusAuthPrefix: 'acme' }, options);
	expect(profile?.connect?.alias).toBe('acme');
	expect(profile).not.toHaveProperty('ingenius');
	expect(locked).toEqual(['ingenius.authPrefix']);
	expect(problems.map(({ field }) => field)).toEqual(['ingenius.region']);
	expect(unfinished).toEqual({ ingenius: { authPrefix: 'acme' } });
});

describe('telemetry', () => {
	const endpoint = 'https://logs.example.com';

	it('is absent where nothing is set, and has no endpoint of its own', () => {
		expect(mergeSettings({}, options)).not.toHaveProperty('telemetry');
		expect(mergeSettings({ telemetryIntervalMinutes: 15 }, options).telemetry).toMatchObject({ intervalMinutes: 15 });
		expect(mergeSettings({ telemetryIntervalMinutes: 15 }, options).telemetry?.endpoint).toBeUndefined();
	});

	it('lets policy overrule options and says what it locked', () => {
		const { telemetry, locked, problems } = mergeSettings(
			{ telemetryEndpoint: `${endpoint}/v1/logs`, telemetryCalls: false },
			options,
			{ endpoint: 'https://mine.example.com', token: 'mine', calls: true, network: false },
		);
		expect(telemetry).toMatchObject({ endpoint, token: 'mine', calls: false, network: false, intervalMinutes: 0 });
		expect(locked).toEqual(['telemetry.endpoint', 'telemetry.calls']);
		expect(problems).toEqual([]);
	});

	it('reports a bad value by its field and keeps the rest, of the profile too', () => {
		const { profile, telemetry, problems } = mergeSettings(
			{ telemetryEndpoint: 'http://logs.example.com', telemetryIntervalMinutes: 2, telemetryCalls: false },
			options,
		);
		expect(problems.map(({ field }) => field)).toEqual(['telemetryEndpoint', 'telemetryIntervalMinutes']);
		expect(telemetry).toMatchObject({ calls: false, intervalMinutes: 0 });
		expect(profile?.connect?.alias).toBe('acme');
	});

	it('keeps the profile where its own options no longer hold, and the other way round', () => {
		const broken = mergeSettings({}, options, { endpoint: 'nonsense' });
		expect(broken.profile?.connect?.alias).toBe('acme');
		expect(broken.telemetry).toBeUndefined();
		expect(broken.problems[0]?.field).toBe('telemetry.endpoint');
		expect(broken.unfinished).toEqual({ telemetry: { endpoint: 'nonsense' } });
		expect(mergeSettings({}, { connect: { alias: '-', region: 'us-east-1' } }, { endpoint }).telemetry).toBeDefined();
	});

	it.each([{}, { telemetryEndpoint: 'ftp://bad' }])(
		"never gives the organisation's token to a user's endpoint (%j)",
		(more) => {
			const settings = mergeSettings({ telemetryToken: 'secret', ...more }, options, { endpoint });
			expect(settings.telemetry).toMatchObject({ endpoint });
			expect(settings.problems.map(({ field }) => field)).toContain('telemetryToken');
			expect(settings.locked).toEqual([]);
			expect(JSON.stringify(settings)).not.toContain('secret');
		},
	);
});
