import { turnProbe } from '../../probes/turn.ts';
import type { RtcHost } from './host.ts';

export const rtcHost: RtcHost = { turn: turnProbe('firefox'), close: async () => undefined };
