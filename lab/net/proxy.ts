import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Effect, effectsOf } from './effects.ts';
import { PROXY_PORT } from './firewall.ts';
import { ADDRESSES } from './names.ts';
import { type Daemon, start, untilListening } from './processes.ts';

function accessRules(effects: readonly Effect[]): readonly string[] {
	const proxies = effectsOf(effects, 'proxy');
	const denied = [...new Set(proxies.flatMap((effect) => effect.denied))];
	const deny = denied.length > 0 ? [`acl denied dstdomain -n ${denied.join(' ')}`, 'http_access deny denied'] : [];
	if (!proxies.some((effect) => effect.state === 'auth')) return [...deny, 'http_access allow all'];
	return [
		// The helper is asked only when a browser brings credentials, and turns down all of them.
		'auth_param basic program /bin/cat',
		'auth_param basic realm office',
		'acl signed-in proxy_auth REQUIRED',
		...deny,
		'http_access deny !signed-in',
		'http_access allow all',
	];
}

function configuration(logs: string, effects: readonly Effect[]): string {
	return [
		`http_port ${ADDRESSES.gateway}:${PROXY_PORT}`,
		`dns_nameservers ${ADDRESSES.gateway}`,
		'visible_hostname proxy.office.example',
		'cache deny all',
		'cache_mem 8 MB',
		'pid_filename none',
		`access_log stdio:${join(logs, 'access.log')}`,
		`cache_log ${join(logs, 'cache.log')}`,
		'cache_effective_user proxy',
		'connect_timeout 20 seconds',
		'pinger_enable off',
		'shutdown_lifetime 0 seconds',
		...accessRules(effects),
		'',
	].join('\n');
}

/** Squid as the company's explicit proxy; none where no fault asks for one, or where it is dead. */
export async function startProxy(
	namespace: string,
	folder: string,
	effects: readonly Effect[],
): Promise<Daemon | undefined> {
	const proxies = effectsOf(effects, 'proxy');
	if (proxies.length === 0 || proxies.some((effect) => effect.state === 'dead')) return undefined;
	// Squid writes its logs as a user of its own.
	const logs = join(folder, 'proxy');
	await mkdir(logs, { recursive: true });
	await chmod(folder, 0o711);
	await chmod(logs, 0o777);
	const file = join(folder, 'squid.conf');
	await writeFile(file, configuration(logs, effects));
	const command = ['squid', '-N', '-f', file];
	const daemon = start({ namespace, command, log: join(folder, 'proxy.log') });
	await untilListening(daemon, 'tcp', PROXY_PORT);
	return daemon;
}
