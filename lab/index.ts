export { launchChromium } from './browsers/chromium.ts';
export { BROWSER_NAMES, type Browser, type BrowserName, type LaunchOptions, type Page } from './browsers/types.ts';
export { createLab, type Fault, type Lab } from './lab.ts';
export type { Effect } from './net/effects.ts';
export type { Host, Site } from './net/hosts.ts';
export { sweep } from './net/sweep.ts';
