import type { BrowserName } from '../browsers/types.ts';

/**
 * Browsers hear of a new address by netlink, and forget names and connections then: Chromium at once, Firefox at the
 * end of a second in which it collects changes (kNetworkChangeCoalescingPeriod of its netlink service).
 */
export const SETTLE_MS: Readonly<Record<BrowserName, number>> = { chromium: 200, firefox: 1400 };
