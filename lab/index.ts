export { launchChromium } from './browsers/chromium.ts';
export { BROWSER_NAMES, type Browser, type BrowserName, type LaunchOptions, type Page } from './browsers/types.ts';
export type { Fault } from './faults/registry.ts';
export { createLab, type Lab } from './lab.ts';
export type { Effect } from './net/effects.ts';
export type { Host, Site } from './net/hosts.ts';
export { sweep } from './net/sweep.ts';
export { loadScenario, type Scenario, ScenarioError, shippedScenarios } from './scenario/load.ts';
export { type Row, runScenarios } from './scenario/run.ts';
