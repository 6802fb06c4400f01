import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exec, execIn } from './exec.ts';
import { ADDRESSES, etcOf, LAN, namespaceOf, OFFICE, ROLES, SERVER_NETWORKS, WAN } from './names.ts';

/** Nothing of a lab ever stands in the root namespace: both ends of a link are born inside. */
function links(id: string): string {
	const [office, firewall, line, cloud] = ROLES.map((role) => namespaceOf(id, role));
	return [
		...ROLES.map((role) => `netns add ${namespaceOf(id, role)}`),
		`link add ${OFFICE} netns ${office} type veth peer name ${LAN} netns ${firewall}`,
		`link add ${WAN} netns ${firewall} type veth peer name customer netns ${line}`,
		`link add internet netns ${line} type veth peer name ${OFFICE} netns ${cloud}`,
	].join('\n');
}

function officeCommands(): string {
	return [
		'link set lo up',
		`address add ${ADDRESSES.officeNet}.10/24 dev ${OFFICE}`,
		`link set ${OFFICE} up`,
		`route add default via ${ADDRESSES.gateway}`,
	].join('\n');
}

function firewallCommands(): string {
	return [
		'link set lo up',
		`address add ${ADDRESSES.gateway}/24 dev ${LAN}`,
		`link set ${LAN} up`,
		`address add ${ADDRESSES.firewallPublic}/30 dev ${WAN}`,
		`link set ${WAN} up`,
		`route add default via ${ADDRESSES.lineToFirewall}`,
	].join('\n');
}

function lineCommands(): string {
	return [
		'link set lo up',
		`address add ${ADDRESSES.lineToFirewall}/30 dev customer`,
		'link set customer up',
		`address add ${ADDRESSES.lineToCloud}/30 dev internet`,
		'link set internet up',
		...[...SERVER_NETWORKS, ADDRESSES.cloudDns].map((network) => `route add ${network} via ${ADDRESSES.cloud}`),
		`route add blackhole ${ADDRESSES.blackhole}`,
	].join('\n');
}

/** A `local` route makes every address of the networks the cloud's own, with none of them listed. */
function cloudCommands(): string {
	return [
		'link set lo up',
		`address add ${ADDRESSES.cloud}/30 dev ${OFFICE}`,
		`address add ${ADDRESSES.cloudDns}/32 dev lo`,
		`link set ${OFFICE} up`,
		`route add default via ${ADDRESSES.lineToCloud}`,
		...SERVER_NETWORKS.map((network) => `route add local ${network} dev lo`),
	].join('\n');
}

const NO_IPV6 =
	'echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6; echo 1 > /proc/sys/net/ipv6/conf/default/disable_ipv6';
const FORWARD = 'echo 1 > /proc/sys/net/ipv4/ip_forward';
/** Removing an address keeps the others of its network. */
const KEEP_SECOND_ADDRESS = 'echo 1 > /proc/sys/net/ipv4/conf/all/promote_secondaries';
/** Packets that a delay holds come back by another interface. */
const NO_PATH_FILTER = 'for f in /proc/sys/net/ipv4/conf/*/rp_filter; do echo 0 > $f; done';

async function configure(namespace: string, commands: string, kernel: readonly string[]): Promise<void> {
	await execIn(namespace, 'sh', ['-c', [NO_IPV6, ...kernel].join('; ')]);
	await exec('ip', ['-n', namespace, '-batch', '-'], commands);
}

async function writeEtc(namespace: string): Promise<void> {
	await mkdir(etcOf(namespace), { recursive: true });
	await writeFile(join(etcOf(namespace), 'resolv.conf'), `nameserver ${ADDRESSES.gateway}\n`);
	await writeFile(join(etcOf(namespace), 'hosts'), '127.0.0.1 localhost\n');
}

/** Builds the namespaces of a lab and the links between them. */
export async function buildTopology(id: string): Promise<void> {
	const [office = '', firewall = '', line = '', cloud = ''] = ROLES.map((role) => namespaceOf(id, role));
	await exec('ip', ['-batch', '-'], links(id));
	await Promise.all([
		configure(office, officeCommands(), [KEEP_SECOND_ADDRESS]),
		configure(firewall, firewallCommands(), [FORWARD]),
		configure(line, lineCommands(), [FORWARD, NO_PATH_FILTER]),
		configure(cloud, cloudCommands(), []),
		writeEtc(office),
	]);
}
