import type { EntryId } from '../../core/ids.ts';
import { BROWSER_NAMES } from '../browsers/types.ts';
import type { Fault } from '../faults/registry.ts';
import type { Cell } from './cells.ts';
import { expectedOf } from './expect.ts';

/** With more entries accused, a cell shows none of them alone. */
const ALONE = 3;

function accusedIn({ profile, network }: Cell): readonly EntryId[] {
	const [first = [], ...others] = BROWSER_NAMES.map(
		(browser) => Object.keys(expectedOf({ plan: profile.plan, network, browser }).accused) as EntryId[],
	);
	const accused = first.filter((id) => others.every((ids) => ids.includes(id)));
	return accused.length > ALONE ? [] : accused;
}

/** A fault, by what distinguishes it. */
const faultName = ({ fault, where, url, server, ms }: Fault) => ['fault', fault, where, url, server, ms].join(' ');

/** The findings that a cell wants, where no other will do. */
const findingsIn = ({ profile, network }: Cell): readonly string[] =>
	BROWSER_NAMES.flatMap((browser) => expectedOf({ plan: profile.plan, network, browser }).findings)
		.filter((wanted) => wanted.length === 1)
		.map((wanted) => `finding ${wanted[0]}`);

/** What a cell shows: its faults, the entries that every browser accuses, and the findings that must come out. */
const showsOf = (cell: Cell): readonly string[] => [
	...new Set([...cell.network.map(faultName), ...accusedIn(cell), ...findingsIn(cell)]),
];

/** What silence costs in time, where a cell that shows the same without it would do. */
const SLOW = /tcp-drop|udp-drop|udp-reject|dns-timeout|dns-sinkhole|default-deny/;

/**
 * Few cells that show every entry and every fault at least once: greedy, the quick ones first. The same cells give the
 * same slice.
 */
export function sliceOf(cells: readonly Cell[]): readonly Cell[] {
	const shows = new Map(cells.map((cell) => [cell, showsOf(cell)]));
	const open = new Set([...shows.values()].flat());
	const picked: Cell[] = [];
	const worth = (cell: Cell) => {
		const news = (shows.get(cell) ?? []).filter((what) => open.has(what)).length;
		return news - (SLOW.test(cell.name) ? 0.5 : 0);
	};
	while (open.size > 0) {
		const best = cells.toSorted((a, b) => worth(b) - worth(a))[0];
		if (best === undefined || worth(best) <= 0) break;
		picked.push(best);
		for (const what of shows.get(best) ?? []) open.delete(what);
	}
	return cells.filter((cell) => picked.includes(cell));
}
