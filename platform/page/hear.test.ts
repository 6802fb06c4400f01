import { expect, it } from 'vitest';
import { createHearing } from './hear.ts';

const CCP = 'https://acme.my.connect.aws';
const data = { event: 'acknowledge' };

function heardOf(isTrusted: boolean, origin: string): number {
	let heard = 0;
	createHearing(() => {
		heard += 1;
	})({ isTrusted, origin, data });
	return heard;
}

it("hears the CCP's origin only where the browser vouches for it", () => {
	expect(heardOf(true, CCP)).toBe(1);
	expect(heardOf(false, CCP)).toBe(0);
	expect(heardOf(true, 'https://evil.example')).toBe(0);
});
