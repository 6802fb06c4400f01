import { expect, it } from 'vitest';
import { systemOf, versionIn, windowsRelease } from './system.ts';

it.each([
	['win', 'windows'],
	['mac', 'darwin'],
	['linux', 'linux'],
	['cros', 'linux'],
	['openbsd', 'openbsd'],
])('calls %s %s', (os, type) => expect(systemOf(os)).toBe(type));

it.each([
	['15.0.0', '11'],
	['10.0.0', '10'],
	['0.3.0', undefined],
	[undefined, undefined],
])('reads platform version %s as Windows %s', (version, release) => expect(windowsRelease(version)).toBe(release));

it.each([
	['Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0', '153.0'],
	['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0', '156.0.0.0'],
	['curl/8', ''],
])('finds the version in %s', (userAgent, version) => expect(versionIn(userAgent)).toBe(version));
