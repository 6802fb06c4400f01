import { expect, it } from 'vitest';
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
