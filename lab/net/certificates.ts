import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exec } from './exec.ts';

/** A certificate authority of the lab, by the files it stands in. */
export interface Authority {
	readonly certificate: string;
	readonly key: string;
}

export interface Certificate {
	/** The leaf, then its authority. */
	readonly chain: string;
	readonly key: string;
}

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** Makes a certificate authority of that name. */
export async function makeAuthority(folder: string, file: string, name: string): Promise<Authority> {
	const authority = { certificate: join(folder, `${file}.pem`), key: join(folder, `${file}.key`) };
	const usage = ['-addext', 'basicConstraints=critical,CA:TRUE', '-addext', 'keyUsage=critical,keyCertSign,cRLSign'];
	const out = ['-keyout', authority.key, '-out', authority.certificate];
	await exec('openssl', ['req', '-x509', ...KEY, '-days', '30', '-subj', `/O=${name}/CN=${name}`, ...usage, ...out]);
	return authority;
}

/** One certificate for all hosts, as a load balancer would have; browsers ask for each name to be listed. */
export async function issue(
	folder: string,
	file: string,
	by: Authority,
	hosts: readonly string[],
): Promise<Certificate> {
	const path = (kind: string) => join(folder, `${file}.${kind}`);
	const names = hosts.map((host) => `DNS:${host}`).join(',');
	const extensions = `subjectAltName=${names}\nextendedKeyUsage=serverAuth\nbasicConstraints=critical,CA:FALSE\n`;
	await writeFile(path('cnf'), extensions);
	const subject = `/CN=${(hosts[0] ?? 'lab').slice(0, 64)}`;
	await exec('openssl', ['req', ...KEY, '-subj', subject, '-keyout', path('leaf.key'), '-out', path('csr')]);
	const sign = ['-CA', by.certificate, '-CAkey', by.key, '-days', '30', '-extfile', path('cnf')];
	await exec('openssl', ['x509', '-req', '-in', path('csr'), ...sign, '-out', path('crt')]);
	return { chain: path('crt'), key: path('leaf.key') };
}
