import { seeded } from '../../core/diagnosis/simulation/exchange.ts';
import type { Fault } from '../faults/registry.ts';
import { type Cell, cellsOf } from './cells.ts';
import { named } from './faults.ts';
import type { MatrixProfile } from './profiles.ts';

/** Stands once in a network: two proxies, or two lines, are one. */
const ONCE = [
	['proxy', 'proxy-deny', 'proxy-auth', 'proxy-dead'],
	['offline'],
	['captive-portal'],
	['default-deny'],
	['webrtc-udp-disabled'],
];
const clashes = (a: Fault, b: Fault) =>
	ONCE.some((names) => names.includes(a.fault) && names.includes(b.fault) && a.fault !== 'proxy-deny');

/** Loss and delay come by themselves; what hides everything would leave little to combine. */
const isPart = ({ network }: Cell) => network.length > 0 && named(network, 'loss', 'delay').length === 0;
/** A resolver has one answer for a name, an interceptor one page for all. */
const NAMES = /^dns-/;
const PAGES = /block/;
const fits = (a: Fault, b: Fault) =>
	!(NAMES.test(a.fault) && NAMES.test(b.fault)) && !(PAGES.test(a.fault) && PAGES.test(b.fault)) && !clashes(a, b);

/** Loss that leaves true blocks decidable, and round trips below and above what a call bears. */
const LINES: readonly (readonly Fault[])[] = [
	[],
	[],
	[{ fault: 'loss', percent: 2 }],
	[{ fault: 'delay', ms: 80 }],
	[
		{ fault: 'loss', percent: 2 },
		{ fault: 'delay', ms: 80 },
	],
];

/** Cells of up to three faults with loss and delay, drawn from those of the matrix: the same seed gives the same cells. */
export function randomCells(profiles: readonly MatrixProfile[], count: number, seed: number): readonly Cell[] {
	const all = cellsOf(profiles).filter(isPart);
	return Array.from({ length: count }, (_, index) => {
		const random = seeded(seed * 100_003 + index);
		const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
		const first = pick(all);
		const own = all.filter(({ profile }) => profile === first?.profile);
		const more = Array.from({ length: Math.floor(random() * 3) }, () => pick(own)).filter((cell) => cell !== undefined);
		return combine(index, seed, [...(first ? [first] : []), ...more], pick(LINES) ?? []);
	});
}

/** What does not stand together with what is there already is left out. */
function combine(index: number, seed: number, parts: readonly Cell[], line: readonly Fault[]): Cell {
	const taken: Cell[] = [];
	for (const part of parts) {
		const together = taken.every(({ network }) => network.every((a) => part.network.every((b) => fits(a, b))));
		if (together) taken.push(part);
	}
	const [first] = taken;
	if (first === undefined) throw new Error('nothing to combine');
	const what = [...taken.map(({ name }) => name), ...line.map(({ fault }) => fault)].join(' + ');
	const network = [...taken.flatMap((part) => part.network), ...line];
	return { name: `seed ${seed}, cell ${index}: ${what}`, profile: first.profile, network };
}
