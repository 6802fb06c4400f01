import * as v from 'valibot';
import { ENDINGS, LANGUAGES, MESSAGES } from '../pages/config.ts';

export const PAGE_HOSTS = ['ccp', 'salesforce', 'ingenius', 'other'] as const;
export const MICROPHONES = ['granted', 'denied', 'withheld', 'policy'] as const;

/** A page that an agent has open, as a scenario describes it. */
export const PageSchema = v.strictObject({
	host: v.picklist(PAGE_HOSTS, `one of ${PAGE_HOSTS.join(', ')}`),
	/** A call rings once the page stands and the network has its faults. */
	call: v.optional(v.boolean(), true),
	/** Calls that ring, each after the silence that ends the failure of the one before. */
	calls: v.optional(v.picklist([1, 2]), 1),
	/** Language of the CCP's own banner; none where it is left out. */
	banner: v.optional(v.picklist(LANGUAGES, `one of ${LANGUAGES.join(', ')}`)),
	/** False: the CCP tells nobody of the failure. */
	streams: v.optional(v.boolean(), true),
	/** Which messages tell of it. */
	messages: v.optional(v.array(v.picklist(MESSAGES)), [...MESSAGES]),
	/** False: no peer connection in the page; the call fails at once as if ICE had. */
	peer: v.optional(v.boolean(), true),
	/** The call's TURN host; by default the first published one of the region. */
	turn: v.optional(v.pipe(v.string(), v.maxLength(253), v.regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i, 'a host name'))),
	/** The browser keeps the CCP's frame from its cookies. */
	cookies: v.optional(v.picklist(['allowed', 'blocked']), 'allowed'),
	/** Who denies the microphone: the user, the frame's `allow`, the embedding page's Permissions-Policy. */
	microphone: v.optional(v.picklist(MICROPHONES), 'granted'),
	/** How the CCP refuses to be framed by this page. */
	framing: v.optional(v.picklist(['approved', 'x-frame-options', 'frame-ancestors']), 'approved'),
	/** The InGenius page asks Salesforce, which does not admit its origin. */
	cors: v.optional(v.picklist(['admitted', 'refused'])),
	/** The InGenius page asks the gateway of the profile, and the browser keeps pages from the office's own network. */
	gateway: v.optional(v.literal('withheld')),
	/** What the CCP says instead of a failed call. */
	ending: v.optional(v.picklist(ENDINGS)),
	attack: v.optional(v.picklist(['flood', 'forgery'])),
	/** The network is mended once the card names the cause. */
	recovers: v.optional(v.boolean(), false),
});
export type PageScenario = v.InferOutput<typeof PageSchema>;

/** What the web servers are told of the page. */
export const PageSiteSchema = v.object({
	scenario: PageSchema,
	/** Host and path of the CCP: `acme.my.connect.aws/ccp-v2`. */
	ccp: v.string(),
	transport: v.string(),
	/** Hosts that the CCP loads files from. */
	files: v.array(v.string()),
	turn: v.array(v.string()),
	/** Address of the InGenius Gateway. */
	gateway: v.optional(v.string()),
	username: v.string(),
	credential: v.string(),
	/** Token without which the transport refuses a web socket. */
	token: v.string(),
});
export type PageSite = v.InferOutput<typeof PageSiteSchema>;
