import { expect, it, vi } from 'vitest';
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

it('reads on where the machine halted while it read a message', () => {
	const clock = vi.spyOn(Date, 'now');
	let [now, heard] = [0, 0];
	clock.mockImplementation(() => {
		now += 10;
		return now;
	});
	const hear = createHearing(() => {
		heard += 1;
	});
	for (let i = 0; i < 40; i += 1) hear({ isTrusted: true, origin: CCP, data });
	clock.mockRestore();
	expect(heard).toBeGreaterThanOrEqual(10);
	expect(heard).toBeLessThan(40);
});
