import type { Learned } from '../../core/plan/types.ts';
import type { Profile } from '../../core/profile.ts';
import type { Browser, BrowserName, LaunchOptions } from '../browsers/types.ts';
import { createLab } from '../lab.ts';
import { bringIn } from '../net/carry.ts';
import { launch } from './launch.ts';
import { loadScenario } from './load.ts';
import { settingsFor } from './settings.ts';
import { siteOf } from './site.ts';

/** A browser inside a scenario, for somebody to look round in. */
export interface OpenScenario {
	readonly browser: Browser;
	readonly profile: Profile;
	readonly learned: Learned;
	/** Makes a loopback port of this machine reachable for the browser. */
	readonly bringIn: (port: number) => Promise<void>;
	/** Closes the browser, then the network. */
	readonly close: () => Promise<void>;
}

/** Builds the network of a scenario file and starts a browser in it. Throws `ScenarioError` on a bad file. */
export async function openScenario(
	file: string,
	name: BrowserName,
	look: Pick<LaunchOptions, 'headed' | 'prefs'>,
): Promise<OpenScenario> {
	const scenario = loadScenario(file);
	const lab = await createLab();
	await lab.serve(siteOf(scenario));
	const effects = await lab.apply(scenario.network);
	const browser = await launch(name, lab, settingsFor(name, effects), look);
	const ends: (() => void)[] = [];
	const close = async (): Promise<void> => {
		await browser.close();
		for (const end of ends) end();
		await lab.close();
	};
	const { profile, learned } = scenario;
	return { browser, profile, learned, bringIn: async (port) => void ends.push(await bringIn(port, lab)), close };
}
