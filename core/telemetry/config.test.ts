import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { groupsOf, logsUrl, TelemetrySchema } from './config.ts';

const endpointOf = (endpoint: string) => {
	const parsed = v.safeParse(TelemetrySchema, { endpoint });
	return parsed.success ? parsed.output.endpoint : parsed.issues[0].message;
};

describe('endpoint', () => {
	it.each([
		['https://logs.example.com', 'https://logs.example.com'],
		['https://logs.example.com/', 'https://logs.example.com'],
		['https://Logs.Example.com:8443/otlp/', 'https://logs.example.com:8443/otlp'],
		['https://logs.example.com/otlp/v1/logs', 'https://logs.example.com/otlp'],
		['http://localhost:4318', 'http://localhost:4318'],
		['http://127.0.0.1:4318/v1/logs', 'http://127.0.0.1:4318'],
		['http://[::1]:4318', 'http://[::1]:4318'],
	])('takes %s', (given, normal) => expect(endpointOf(given)).toBe(normal));

	it.each([
		['logs.example.com', 'not a URL'],
		['http://logs.example.com', 'must be https'],
		['http://localhost.example.com', 'must be https'],
		['http://127.0.0.1.example.com', 'must be https'],
		['ftp://localhost', 'must be https'],
		['https://user:secret@logs.example.com', 'user name'],
		['https://logs.example.com/?token=1', 'no ?'],
	])('refuses %s', (given, message) => expect(endpointOf(given)).toContain(message));
});

it('takes no token that a header cannot carry', () => {
	const accepts = (token: string) => v.safeParse(TelemetrySchema, { token }).success;
	expect(accepts('abc-DEF_123.~+/=')).toBe(true);
	expect(['', 'two words', 'new\nline', 'tökén'].filter(accepts)).toEqual([]);
});

it('takes no interval under five minutes but none at all', () => {
	const accepts = (intervalMinutes: number) => v.safeParse(TelemetrySchema, { intervalMinutes }).success;
	expect([0, 5, 15, 1440].filter(accepts)).toEqual([0, 5, 15, 1440]);
	expect([-5, 1, 4, 5.5, 1441].filter(accepts)).toEqual([]);
});

it('sends a name only when names are on and one is given', () => {
	const groups = (input: object) => groupsOf(v.parse(TelemetrySchema, input));
	expect(groups({})).toEqual(['basic', 'browser', 'network', 'rules', 'incidents', 'calls']);
	expect(groups({ agentName: 'Ada' })).not.toContain('name');
	expect(groups({ names: true })).not.toContain('name');
	expect(groups({ names: true, agentName: 'Ada' })).toContain('name');
	expect(groups({ calls: false, network: false })).toEqual(['basic', 'browser', 'rules', 'incidents']);
});

it('is off without an endpoint', () => {
	expect(logsUrl({})).toBeUndefined();
	expect(logsUrl({ endpoint: 'https://logs.example.com/otlp' })).toBe('https://logs.example.com/otlp/v1/logs');
});
