import { expect, it } from 'vitest';
import { PROFILE } from '../../tests/fixtures/reports/build.ts';
import { type FormValues, formOf, TICK } from './profile-fields.ts';
import { errorsAt, instanceOf, readForm } from './profile-form.ts';

const typed: FormValues = { 'connect.alias': 'Acme', 'connect.region': 'us-east-1' };
const errors = (values: FormValues) => {
	const read = readForm(values);
	return 'errors' in read ? read.errors : {};
};

it.each([
	['acme', { alias: 'acme' }],
	[' acme ', { alias: 'acme' }],
	['https://Acme.my.connect.aws/ccp-v2/softphone', { alias: 'acme', domain: 'my.connect.aws' }],
	['acme.awsapps.com/connect/ccp-v2', { alias: 'acme', domain: 'awsapps.com' }],
])('reads the instance from %j', (text, instance) => {
	expect(instanceOf(text)).toEqual(instance);
});

it('makes a profile of the least that a check needs', () => {
	expect(readForm(typed)).toMatchObject({
		profile: { connect: { alias: 'acme', domain: 'my.connect.aws', signIn: 'saml' } },
	});
});

it('takes the domain from a pasted address', () => {
	const read = readForm({ ...typed, 'connect.alias': 'https://acme.awsapps.com/connect/ccp-v2' });
	expect(read).toMatchObject({ profile: { connect: { alias: 'acme', domain: 'awsapps.com' } } });
});

it('gives a profile back as it was', () => {
	const read = readForm(formOf(PROFILE));
	expect(read).toEqual({ profile: PROFILE });
});

it('says what is missing, at its field', () => {
	expect(Object.keys(errors({}))).toEqual(['connect.alias', 'connect.region']);
	expect(Object.keys(errors({ ...typed, ingenius: TICK }))).toEqual(['ingenius.region']);
	const resilient = { ...typed, 'connect.globalResiliency': TICK };
	expect(Object.keys(errors(resilient))).toHaveLength(2);
});

it.each<[FormValues, string]>([
	[{ 'connect.alias': 'a b' }, 'connect.alias'],
	[{ 'connect.bucket': 'No' }, 'connect.bucket'],
	[{ 'connect.domain': 'govcloud.connect.aws' }, 'connect.domain'],
	[{ ingenius: TICK, 'ingenius.region': 'us-west-2', 'ingenius.gateway': 'http://gw' }, 'ingenius.gateway'],
])('says what is wrong with %j', (values, field) => {
	const wrong = errors({ ...typed, ...values });
	expect(Object.keys(wrong)).toEqual([field]);
	expect(wrong[field as keyof FormValues]).toMatch(/^[A-Zm].*\.$/);
});

it('lets InGenius stand alone', () => {
	expect(readForm({ ingenius: TICK, 'ingenius.region': 'us-west-2' })).toEqual({
		profile: { ingenius: { region: 'us-west-2', authPrefix: 'ingenius' } },
	});
});

it('shows what settings complain about at the fields it has, and leaves policy keys alone', () => {
	const problems = [
		{ field: 'connect.region', message: 'x' },
		{ field: 'connectRegion', message: 'y' },
	];
	expect(Object.keys(errorsAt(problems))).toEqual(['connect.region']);
});
