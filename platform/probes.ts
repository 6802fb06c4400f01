import type { ProbeKind } from '../core/plan/types.ts';
import { httpsProbe } from '../probes/https.ts';
import type { Probe } from '../probes/types.ts';
import { websocketProbe } from '../probes/websocket.ts';
import { BROWSER } from './environment.ts';
import { withName } from './names.ts';
import { withPermission } from './permitted.ts';
import { watchRequest } from './request-log.ts';
import { rtcHost } from './rtc/index.ts';

const log = { browser: BROWSER, watch: watchRequest };
/** Firefox tells silence of DNS from silence of the target. */
const refine = import.meta.env.FIREFOX ? withName : (probe: Probe): Probe => probe;

/** The one map from kind to probe. */
export const probes: Readonly<Record<ProbeKind, Probe>> = {
	https: withPermission(refine(httpsProbe(log))),
	http: withPermission(refine(httpsProbe(log))),
	websocket: withPermission(refine(websocketProbe(log))),
	turn: refine(rtcHost.turn),
};

export const releaseProbes = rtcHost.close;
