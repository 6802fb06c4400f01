import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Namespaces on the way of a packet: the agent's machine, the company's firewall, the provider's line, the servers. */
export const ROLES = ['office', 'firewall', 'line', 'cloud'] as const;
export type Role = (typeof ROLES)[number];

const PREFIX = 'linecheck';
/** Every lab keeps its files here, so that a later one finds what a crash left behind. */
const FOLDER = join(tmpdir(), `${PREFIX}-lab-`);

export const labFolder = (id: string): string => `${FOLDER}${id}`;
export const folderPrefix = FOLDER;
export const namespaceOf = (id: string, role: Role): string => `${PREFIX}-${id}-${role}`;
export const namespacePrefix = `${PREFIX}-`;
/** `ip netns exec` binds what is in here over /etc (ip-netns(8)). */
export const etcOf = (namespace: string): string => join('/etc/netns', namespace);

/** Inner addresses are the same in every lab: its namespaces see nothing else. */
export const ADDRESSES = {
	officeNet: '10.77.0',
	gateway: '10.77.0.1',
	/** What the servers see of the office: documentation addresses (RFC 5737), as they count as public. */
	firewallPublic: '203.0.113.242',
	lineToFirewall: '203.0.113.241',
	lineToCloud: '203.0.113.245',
	cloud: '203.0.113.246',
	cloudDns: '203.0.113.250',
	/** A host that swallows everything: where queries go that shall time out. */
	blackhole: '203.0.113.251',
} as const;

/** Networks of the servers: RFC 5737, without the addresses above. */
export const SERVER_NETWORKS = ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/25', '203.0.113.128/26'] as const;

/** Interfaces of the firewall. */
export const LAN = 'lan0';
export const WAN = 'wan0';
/** The interface of the agent's machine. */
export const OFFICE = 'eth0';
