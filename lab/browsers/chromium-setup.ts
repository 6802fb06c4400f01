import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trust } from './trust.ts';
import type { LaunchOptions } from './types.ts';
import { wrapper } from './wrapper.ts';

/** What every way of starting Chromium needs. */
export interface ChromiumSetup {
	readonly executablePath: string;
	readonly profile: string;
	readonly args: readonly string[];
	/** The drivers' own arguments that must not be given. */
	readonly withoutArgs: readonly string[];
	readonly env: Record<string, string>;
	/** Removes everything that the browser wrote. */
	remove(): Promise<void>;
}

const ARGUMENTS = ['--disable-quic', '--no-first-run', '--disable-component-update', '--disable-sync'];
/** Also keeps policy from installing anything (Chromium 156). */
const QUIET = '--disable-background-networking';

function argumentsOf({ proxy, args = [] }: LaunchOptions): string[] {
	// Chromium does not run as root with its sandbox.
	const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
	return [...sandbox, ...ARGUMENTS, ...(proxy === undefined ? [] : [`--proxy-server=http://${proxy}`]), ...args];
}

/** Prepares a profile, its authorities and its policy. */
export async function setUpChromium(options: LaunchOptions): Promise<ChromiumSetup> {
	const folder = await mkdtemp(join(options.folder ?? tmpdir(), 'linecheck-chromium-'));
	const roots = [...(options.caFiles ?? []), ...(options.builtInRoots ?? [])];
	await trust(join(folder, '.pki', 'nssdb'), roots);
	return {
		executablePath: await wrapper({ name: 'chromium', folder, netns: options.netns, policy: options.policy }),
		profile: join(folder, 'profile'),
		args: argumentsOf(options),
		withoutArgs: ['--disable-extensions', ...(options.extensionDir === undefined ? [QUIET] : [])],
		env: { ...process.env, HOME: folder } as Record<string, string>,
		remove: () => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }),
	};
}

interface Targets {
	send(method: 'Target.getTargets'): Promise<{ targetInfos: { type: string; url: string; targetId: string }[] }>;
	send(method: 'Target.closeTarget', parameters: { targetId: string }): Promise<unknown>;
}

/** Ends a service worker. An attached debugger would keep it alive for ever. */
export async function endWorker(session: Targets, extensionUrl: string): Promise<void> {
	const { targetInfos } = await session.send('Target.getTargets');
	const worker = targetInfos.find(({ type, url }) => type === 'service_worker' && url.startsWith(extensionUrl));
	if (worker !== undefined) await session.send('Target.closeTarget', { targetId: worker.targetId });
}
