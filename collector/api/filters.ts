import * as v from 'valibot';

/** Spans that can be asked for, in seconds. */
export const RANGES = {
	'6h': 21_600,
	'24h': 86_400,
	'3d': 259_200,
	'7d': 604_800,
	'30d': 2_592_000,
	'90d': 7_776_000,
} as const;
export type Range = keyof typeof RANGES;
/** Up to here a timeline has a point an hour, beyond a point a day. */
const HOURLY_UP_TO = RANGES['7d'];

const text = v.optional(v.pipe(v.string(), v.maxLength(512)), '');

/** What the URL may say; the same in the dashboard's address and in the API's. */
export const FiltersSchema = v.object({
	site: text,
	browser: text,
	entry: text,
	agent: text,
	range: v.optional(v.picklist(Object.keys(RANGES) as [Range, ...Range[]]), '24h'),
});
export type Filters = v.InferOutput<typeof FiltersSchema>;

export const isHourly = ({ range }: Pick<Filters, 'range'>): boolean => RANGES[range] <= HOURLY_UP_TO;

/** Parameters of every query. `now`: s since the epoch. */
export function paramsOf({ range, ...filters }: Filters, now: number) {
	const step = isHourly({ range }) ? 3_600 : 86_400;
	const from = now - RANGES[range];
	// whole steps: a first bar cut short would look like a fall
	return { ...filters, now, from: from - (from % step), to: now + step, step };
}
