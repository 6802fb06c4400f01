import { expect, it } from 'vitest';
import { HINT_SOURCES, INCIDENT_KINDS, OTHER_ALLOWLISTS, PAGE_CAUSES } from './kinds.ts';

it('keeps the public words: none is renamed or removed', () => {
	expect({ INCIDENT_KINDS, HINT_SOURCES, PAGE_CAUSES, OTHER_ALLOWLISTS }).toMatchInlineSnapshot(`
		{
		  "HINT_SOURCES": [
		    "streams",
		    "banner",
		    "request",
		    "frame",
		    "peer",
		  ],
		  "INCIDENT_KINDS": [
		    "caller-left",
		    "microphone",
		    "user-busy",
		    "other-ccp",
		    "unsupported-browser",
		    "vdi",
		    "audio-enhancement",
		    "ice-collection-timeout",
		    "signalling-handshake",
		    "signalling-connection",
		    "media-lost",
		    "frame-refused",
		    "salesforce-cors",
		    "request-failed",
		    "web-socket-lost",
		    "sign-in",
		    "api",
		    "webrtc",
		    "no-acknowledge",
		  ],
		  "OTHER_ALLOWLISTS": [
		    "connect.approved-origins",
		    "salesforce.cors",
		    "salesforce.permissions-policy",
		  ],
		  "PAGE_CAUSES": [
		    "caller-left",
		    "user-busy",
		    "other-ccp",
		    "microphone-denied",
		    "microphone-frame",
		    "microphone-policy",
		    "unsupported-browser",
		    "vdi",
		    "audio-enhancement",
		    "cookies-blocked",
		    "media-less",
		    "origin-not-approved",
		    "salesforce-cors",
		    "local-network-access",
		    "signed-out",
		  ],
		}
	`);
});
