import { rtcHost as chromium } from './chromium.ts';
import { rtcHost as firefox } from './firefox.ts';
import type { RtcHost } from './host.ts';

/** The build keeps only its own browser's. */
export const rtcHost: RtcHost = import.meta.env.FIREFOX ? firefox : chromium;
