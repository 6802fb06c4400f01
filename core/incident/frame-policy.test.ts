import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusedOrigins } from './frame-policy.ts';

const SELF = 'https://acme.my.connect.aws';
const TOP = 'https://acme.lightning.force.com';
const FRAME = 'https://acme--c.vf.force.com';
const csp = (...policies: string[]) => ({ 'content-security-policy': policies });

describe('refusedOrigins', () => {
	it.each([
		['DENY', [TOP, FRAME]],
		['deny', [TOP, FRAME]],
		['SAMEORIGIN', [TOP, FRAME]],
		['nonsense', []],
	])('reads X-Frame-Options %s', (value, refused) => {
		expect(refusedOrigins({ 'x-frame-options': value }, SELF, [TOP, FRAME])).toEqual(refused);
	});

	it('lets frame-ancestors overrule X-Frame-Options', () => {
		const headers = { 'x-frame-options': 'DENY', ...csp(`frame-ancestors ${TOP} ${FRAME}`) };
		expect(refusedOrigins(headers, SELF, [TOP, FRAME])).toEqual([]);
	});

	it('names the one that is missing: each ancestor must be admitted', () => {
		expect(refusedOrigins(csp(`default-src *; frame-ancestors 'self' ${TOP}`), SELF, [TOP, FRAME])).toEqual([FRAME]);
	});

	it.each([
		["'none'", [TOP]],
		["'self'", [TOP]],
		['*', []],
		['https:', []],
		['http:', [TOP]],
		['*.lightning.force.com', []],
		['https://*.lightning.force.com:443', []],
		['https://*.lightning.force.com:8443', [TOP]],
		['lightning.force.com', [TOP]],
		['*.force.com', []],
	])('matches the source %s', (source, refused) => {
		expect(refusedOrigins(csp(`frame-ancestors ${source}`), SELF, [TOP])).toEqual(refused);
	});

	it('asks every policy', () => {
		expect(refusedOrigins(csp('frame-ancestors *', "frame-ancestors 'none'"), SELF, [TOP])).toEqual([TOP]);
		expect(refusedOrigins(csp("frame-ancestors *, frame-ancestors 'none'"), SELF, [TOP])).toEqual([TOP]);
	});

	it('refuses nobody without a word about frames, and never throws', () => {
		expect(refusedOrigins(csp("script-src 'self'"), SELF, [TOP])).toEqual([]);
		fc.assert(
			fc.property(fc.array(fc.string()), fc.string(), (policies, xfo) => {
				refusedOrigins({ 'x-frame-options': xfo, ...csp(...policies, `frame-ancestors ${xfo}`) }, SELF, [
					TOP,
					'null',
					xfo,
				]);
			}),
		);
	});
});
