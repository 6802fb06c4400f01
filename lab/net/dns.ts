import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Effect, effectsOf, type NameAnswer } from './effects.ts';
import type { Host } from './hosts.ts';
import { PORTAL_NAME } from './middlebox.ts';
import { ADDRESSES } from './names.ts';
import { type Daemon, start, untilListening } from './processes.ts';

/** The name of the company's proxy, which only the company's own resolver knows. */
export const PROXY_NAME = 'proxy.office.example';

const COMMON = [
	'--keep-in-foreground',
	'--conf-file=/dev/null',
	'--no-resolv',
	'--no-hosts',
	'--no-poll',
	'--pid-file=',
	'--user=root',
	'--bind-interfaces',
	'--log-facility=-',
];

/** The provider's name servers: the lab's hosts, and "no such name" for everything else. */
export async function startAuthority(namespace: string, folder: string, hosts: readonly Host[]): Promise<Daemon> {
	const file = join(folder, 'hosts');
	await writeFile(file, hosts.map(({ address, name }) => `${address} ${name}\n`).join(''));
	const listen = [`--listen-address=${ADDRESSES.cloudDns}`, `--addn-hosts=${file}`, '--address=/#/', '--local-ttl=60'];
	const daemon = start({
		namespace,
		command: ['dnsmasq', ...COMMON, ...listen],
		log: join(folder, 'authority.log'),
	});
	await untilListening(daemon, 'udp', 53);
	return daemon;
}

const RULES: Readonly<Record<NameAnswer['type'], (host: string, answer: NameAnswer) => string>> = {
	nxdomain: (host) => `--address=/${host}/`,
	timeout: (host) => `--server=/${host}/${ADDRESSES.blackhole}`,
	address: (host, answer) => `--address=/${host}/${answer.type === 'address' ? answer.address : ''}`,
};

/**
 * The company's resolver, on the firewall. It hands out a lifetime of one second, so that a switch is seen at once,
 * and asks again by itself when a query is lost, as recursive resolvers do.
 */
export async function startResolver(namespace: string, folder: string, effects: readonly Effect[]): Promise<Daemon> {
	const rules = effectsOf(effects, 'name').flatMap(({ hosts, answer }) =>
		hosts.map((host) => RULES[answer.type](host, answer)),
	);
	const daemon = start({
		namespace,
		command: [
			'dnsmasq',
			...COMMON,
			`--listen-address=${ADDRESSES.gateway}`,
			`--server=${ADDRESSES.cloudDns}`,
			...[PROXY_NAME, PORTAL_NAME].map((name) => `--host-record=${name},${ADDRESSES.gateway}`),
			'--max-ttl=1',
			'--fast-dns-retry=250',
			'--cache-size=1000',
			'--dns-forward-max=1000',
			...rules,
		],
		log: join(folder, 'resolver.log'),
	});
	await untilListening(daemon, 'udp', 53);
	return daemon;
}
