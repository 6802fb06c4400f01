import { clockWrong } from './clock-wrong.ts';
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
import { silent } from './silent.ts';
import type { Rule } from './types.ts';
import { unconfirmed } from './unconfirmed.ts';
import { webrtcDisabled } from './webrtc-disabled.ts';

/** Every rule, causes before consequences: the first to explain a target is the one that speaks for it. */
export const RULES: readonly Rule[] = [
	proxyDead,
	proxyMisconfigured,
	proxyAuthAll,
	dnsAll,
	clockWrong,
	offline,
	httpsSilentAll,
	webrtcDisabled,
	prevented,
	unconfirmed,
	foreignAnswerRule,
	refused,
	silent,
	loss,
];
