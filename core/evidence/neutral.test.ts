import { describe, expect, it } from 'vitest';
import { portalAnswered } from './neutral.ts';

describe('the answer of the neutral address', () => {
	it.each([
		['its own', { type: 'basic', status: 204 }, false],
		['a redirect to a sign-in page', { type: 'opaqueredirect', status: 0 }, true],
		['a sign-in page', { type: 'basic', status: 200 }, true],
		['a portal that says so', { type: 'basic', status: 511 }, true],
		['a proxy that wants a password', { type: 'basic', status: 407 }, undefined],
		['a filter', { type: 'basic', status: 403 }, undefined],
		['a server in trouble', { type: 'basic', status: 503 }, undefined],
	])('%s', (_name, answer, portal) => {
		expect(portalAnswered(answer)).toBe(portal);
	});
});
