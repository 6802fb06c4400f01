import { expect, it } from 'vitest';
import { VERDICTS } from '../../core/ids.ts';
import { statusOf, statusWord, worst } from './status.ts';

it('shows silence of one attempt as a suspicion, and says that it is being confirmed only while it is', () => {
	const suspicion = { verdict: 'blocked', confidence: 'suspected', attempts: 1 } as const;
	expect(statusOf(suspicion, true)).toBe('suspected');
	expect(statusWord('suspected', true)).toBe('Looks blocked, confirming…');
	expect(statusWord('suspected')).toBe('Looks blocked');
	expect(statusOf({ ...suspicion, confidence: 'high' }, true)).toBe('blocked');
});

it('calls undecided what is still being tried, and only that', () => {
	const undecided = { verdict: 'inconclusive', attempts: 0 } as const;
	expect(statusOf(undecided, true)).toBe('checking');
	expect(statusOf(undecided, false)).toBe('unclear');
	expect(statusOf({ verdict: 'untested', attempts: 0 }, true, false)).toBe('untested');
});

it('never shows anything but a reachable target as open', () => {
	const open = VERDICTS.filter((verdict) => statusOf({ verdict, attempts: 2 }, false) === 'open');
	expect(open).toEqual(['reachable']);
});

it('takes the worst of a group, and does not count what could not be tested against it', () => {
	expect(worst(['open', 'untested'])).toBe('open');
	expect(worst(['open', 'suspected', 'tampered'])).toBe('tampered');
	expect(worst(['untested', 'untested'])).toBe('untested');
});
