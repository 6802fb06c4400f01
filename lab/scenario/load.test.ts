import { expect, test } from 'vitest';
import { loadScenario, parseScenario, shippedScenarios } from './load.ts';

const GOOD = {
	name: 'media-blocked',
	profile: { connect: { alias: 'acme', region: 'us-east-1' } },
	network: [{ fault: 'udp-drop', host: 'TurnNlb-*.elb.us-east-1.amazonaws.com', port: 3478 }],
	expect: { blocked: [{ entry: 'connect.media.turn', cause: 'turn-unanswered' }] },
};
const fault = (fields: object) => ({ ...GOOD, network: [fields] });

test('what a file leaves out has a default', () => {
	const scenario = parseScenario('good.json', { ...GOOD, expect: {} });
	expect(scenario.learned).toEqual({});
	expect(scenario.profile.connect?.signIn).toBe('saml');
});

test.each<[string, unknown, RegExp]>([
	['a wrong host', fault({ fault: 'udp-drop', host: 5 }), /^bad\.json: network\[0\]\.host: a host name/],
	['a host that is none', fault({ fault: 'udp-drop', host: 'a b' }), /^bad\.json: network\[0\]\.host: /],
	[
		'a host of wildcards alone',
		fault({ fault: 'udp-drop', host: '*'.repeat(99) }),
		/network\[0\]\.host: at most four \*/,
	],
	['a host without end', fault({ fault: 'udp-drop', host: 'a'.repeat(300) }), /network\[0\]\.host: a host name has/],
	['no host', fault({ fault: 'udp-drop' }), /^bad\.json: network\[0\]\.host: /],
	['a wrong port', fault({ fault: 'udp-drop', host: '*', port: 70000 }), /network\[0\]\.port: a port number/],
	['an unknown fault', fault({ fault: 'gremlins' }), /network\[0\]\.fault: no such fault: "gremlins"; known: udp-drop/],
	['an unknown parameter', fault({ fault: 'udp-drop', host: '*', prot: 3 }), /network\[0\]\.prot: /],
	[
		'an unknown entry',
		fault({ fault: 'default-deny', missing: ['nope'] }),
		/network\[0\]\.missing\[0\]: no such entry/,
	],
	[
		'a host that the agent never asks for',
		fault({ fault: 'udp-drop', host: 'TurnNlb-*.elb.eu-west-2.amazonaws.com' }),
		/network\[0\]\.host: this agent asks for no host TurnNlb-\*/,
	],
	[
		'an entry that the agent does not need',
		fault({ fault: 'default-deny', missing: ['connect.media.turn', 'ingenius.app'] }),
		/network\[0\]\.missing\[1\]: this agent does not need ingenius\.app/,
	],
	['an agent with nothing to check', { ...GOOD, profile: {}, network: [] }, /: profile: neither connect nor ingenius$/],
	['a card without a page', { ...GOOD, expect: { card: null } }, /: expect\.card: there is no page$/],
	[
		'a host of wildcards that is no name',
		{ ...GOOD, learned: { 'connect.transport': ['not a host !'] } },
		/learned.*: a host name$/,
	],
	['an unknown field', { ...GOOD, expects: {} }, /^bad\.json: expects: /],
	[
		'an unknown region',
		{ ...GOOD, profile: { connect: { alias: 'a', region: 'x' } } },
		/profile\.connect\.region: unknown region/,
	],
	[
		'an unknown cause',
		{ ...GOOD, expect: { blocked: [{ entry: 'connect.media.turn', cause: 'x' }] } },
		/expect\.blocked\[0\]\.cause: no such cause/,
	],
	['no expectation', { ...GOOD, expect: undefined }, /^bad\.json: expect: /],
	['no object', [], /^bad\.json: /],
])('%s is named', (_name, value, message) => {
	expect(() => parseScenario('bad.json', value)).toThrow(message);
	expect(() => parseScenario('bad.json', value)).toThrow(/^[^\n]*$/);
});

test('every scenario that comes with the lab can be read, and is named as its place', () => {
	const files = shippedScenarios();
	expect(files.length).toBeGreaterThan(5);
	for (const file of files)
		expect(file.replaceAll('/', '-')).toMatch(new RegExp(`-${loadScenario(file).name}\\.json$`));
});
