import { captivePortal } from './captive-portal.ts';
import { clockSkew } from './clock-skew.ts';
import { clockWrong } from './clock-wrong.ts';
import { degraded } from './degraded.ts';
import { dnsAll } from './dns-all.ts';
import { foreignAnswerRule } from './foreign-answer.ts';
import { httpsSilentAll } from './https-silent-all.ts';
import { loss } from './loss.ts';
import { offline } from './offline.ts';
import { prevented } from './prevented.ts';
import { proxyAuthAll } from './proxy-auth-all.ts';
import { proxyDead } from './proxy-dead.ts';
import { proxyMisconfigured } from './proxy-misconfigured.ts';
import { refused } from './refused.ts';
import { refusedAll } from './refused-all.ts';
import { silent } from './silent.ts';
import { tlsInspected } from './tls-inspected.ts';
import { tlsUntrustedAll } from './tls-untrusted-all.ts';
import { turnUnlisted } from './turn-unlisted.ts';
import type { Rule } from './types.ts';
import { unconfirmed } from './unconfirmed.ts';
import { unexpectedAddress } from './unexpected-address.ts';
import { webrtcDisabled } from './webrtc-disabled.ts';
import { websocketRefused } from './websocket-refused.ts';

/** Every rule, causes before consequences: the first to judge a target is the one that speaks for it. */
export const RULES: readonly Rule[] = [
	// One cause for everything: nothing is accused.
	captivePortal,
	proxyDead,
	proxyMisconfigured,
	proxyAuthAll,
	dnsAll,
	clockWrong,
	tlsUntrustedAll,
	refusedAll,
	offline,
	httpsSilentAll,
	// The browser's own doing.
	webrtcDisabled,
	prevented,
	// One target at a time, on a machine proven online.
	unconfirmed,
	foreignAnswerRule,
	tlsInspected,
	unexpectedAddress,
	websocketRefused,
	refused,
	silent,
	// What gets through, or stays undecided.
	degraded,
	loss,
	clockSkew,
	turnUnlisted,
];
