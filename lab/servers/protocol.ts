import * as v from 'valibot';

/** What the web servers of the cloud are told, as a JSON file. */
export const CloudConfig = v.object({
	chain: v.string(),
	key: v.string(),
	ports: v.array(v.number()),
	ipRanges: v.unknown(),
});
export type CloudConfig = v.InferOutput<typeof CloudConfig>;
