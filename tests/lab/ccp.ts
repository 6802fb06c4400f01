import * as v from 'valibot';
import { ProfileSchema } from '../../core/profile.ts';
import { type Browser, type BrowserName, type Lab, launchBrowser, type Page } from '../../lab/index.ts';
import { ownExtension } from '../../lab/scenario/launch.ts';
import { type PageState, readCard, readState, resetAgent } from '../../lab/scenario/page-look.ts';
import { addressOf } from '../../lab/scenario/page-site.ts';
import { cookiePolicy } from '../../lab/scenario/settings.ts';
import { siteOf } from '../../lab/scenario/site.ts';
import { PageSchema } from '../../lab/servers/page-config.ts';

// A CCP in the laboratory that a test opens and rings by itself.

export const PROFILE = v.parse(ProfileSchema, {
	connect: { alias: 'acme', region: 'us-east-1' },
	ingenius: { region: 'us-west-2' },
});
export const MEDIA_BLOCKED = [{ fault: 'udp-drop', host: 'TurnNlb-*.elb.us-east-1.amazonaws.com', port: 3478 }];

interface LabWindow {
	readonly lab?: { readonly told: Readonly<Record<string, number>>; readonly heard: readonly string[]; ring(): void };
}

/** Serves the pages of a host and gives the address that the agent opens. */
export async function servePage(lab: Lab, host: 'ccp' | 'salesforce' | 'ingenius' | 'other'): Promise<string> {
	const page = v.parse(PageSchema, { host, banner: 'en' });
	const site = siteOf({ profile: PROFILE, learned: {}, network: [], page });
	await lab.serve(site);
	if (!site.page) throw new Error('no page');
	return addressOf(site.page, PROFILE);
}

/** A browser with a microphone, and the extension that the folder holds. */
export async function launchWithMicrophone(name: BrowserName, lab: Lab, folder?: string): Promise<Browser> {
	return launchBrowser(name, {
		extensionDir: folder ?? (await ownExtension(name, lab)),
		netns: lab.netns,
		caFiles: [lab.companyCaFile],
		builtInRoots: [lab.caFile],
		policy: cookiePolicy(name),
		args: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
		prefs: {
			'media.navigator.streams.fake': true,
			'media.navigator.permission.disabled': true,
			'extensions.webextOptionalPermissionPrompts': false,
		},
	});
}

export const newAgent = (extension: Page): Promise<void> =>
	extension.evaluate(resetAgent, { profile: PROFILE, learned: {} });

export const told = (page: Page) => page.evaluate(() => (globalThis as LabWindow).lab?.told ?? {});
export const heard = (page: Page) => page.evaluate(() => (globalThis as LabWindow).lab?.heard ?? []);
export const ring = (page: Page) => page.evaluate(() => (globalThis as LabWindow).lab?.ring());
export const card = (extension: Page, address: string): Promise<string | null> => extension.evaluate(readCard, address);
export const state = (extension: Page): Promise<PageState> => extension.evaluate(readState);
