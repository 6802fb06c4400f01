import * as v from 'valibot';
import { PageSiteSchema } from './page-config.ts';

/** What the web servers of the cloud are told, as a JSON file. */
export const CloudConfig = v.object({
	chain: v.string(),
	key: v.string(),
	ports: v.array(v.number()),
	ipRanges: v.unknown(),
	/** The page that an agent has open, if the scenario has one. */
	page: v.optional(PageSiteSchema),
});
export type CloudConfig = v.InferOutput<typeof CloudConfig>;

/** How a product of the office says that something is blocked. */
export const BlockPage = v.object({ status: v.number(), headers: v.record(v.string(), v.string()) });
export type BlockPage = v.InferOutput<typeof BlockPage>;

const Edit = v.object({
	hosts: v.union([v.array(v.string()), v.literal('any')]),
	edit: v.variant('type', [
		v.object({ type: v.literal('block-path'), path: v.string(), page: BlockPage }),
		v.object({ type: v.literal('strip-websocket') }),
	]),
});

const Listener = v.object({
	does: v.picklist(['forward', 'block', 'portal']),
	port: v.number(),
	/** Files of its certificate; none: plain HTTP. */
	certificate: v.optional(v.object({ chain: v.string(), key: v.string() })),
});

/** What the machine between office and internet is told, as a JSON file. */
export const MiddleboxConfig = v.object({
	listeners: v.array(Listener),
	edits: v.array(Edit),
	page: BlockPage,
	/** Whom it believes upstream. */
	authority: v.string(),
	/** Addresses of the hosts, as no name server is asked. */
	addresses: v.record(v.string(), v.string()),
	portal: v.string(),
});
export type MiddleboxConfig = v.InferOutput<typeof MiddleboxConfig>;
