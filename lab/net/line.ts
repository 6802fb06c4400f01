import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Effect, effectsOf } from './effects.ts';
import { attempt, exec, execIn } from './exec.ts';
import { nodeProgram } from './node-program.ts';
import { assertRunning, type Daemon, start } from './processes.ts';

const DEVICE = 'hold0';
const ENDS = ['customer', 'internet'] as const;
const TABLE = '77';

/**
 * Opens the tun device for the program that follows: a device is made by one ioctl (TUNSETIFF with IFF_TUN|IFF_NO_PI,
 * linux/if_tun.h), which Node cannot do and every Debian's Perl can.
 */
const OPEN_TUN = `$^F = 9; open(my $tun, '+<', '/dev/net/tun') or die "no /dev/net/tun: $!";
my $request = pack('a16 s x22', '${DEVICE}', 0x1001);
ioctl($tun, 0x400454ca, $request) or die "no tun device: $!";
my $ms = pop; exec(@ARGV, fileno($tun), $ms);`;

function lossRules(percent: number): string {
	const thousandths = Math.round(percent * 10);
	const chance = thousandths === 1000 ? '' : `numgen random mod 1000 < ${thousandths}`;
	const rules = ENDS.map((end) => `iifname ${end} ${chance} drop`);
	const chain = `chain pass {\n type filter hook forward priority 0\n ${rules.join('\n ')}\n }`;
	return `table ip line\ndelete table ip line\n${thousandths > 0 ? `table ip line {\n ${chain}\n}\n` : ''}`;
}

/** Sends what comes in at either end through the device, which gives it back later. */
async function divert(namespace: string, daemon: Daemon): Promise<void> {
	while ((await attempt('ip', ['-n', namespace, 'link', 'set', DEVICE, 'up'])) === undefined) {
		assertRunning(daemon);
		await pause(10);
	}
	const rules = ENDS.map((end) => `rule add iif ${end} lookup ${TABLE}`);
	const commands = [`route add default dev ${DEVICE} table ${TABLE}`, ...rules];
	await exec('ip', ['-n', namespace, '-batch', '-'], commands.join('\n'));
}

async function undivert(namespace: string): Promise<void> {
	for (const end of ENDS) await attempt('ip', ['-n', namespace, 'rule', 'del', 'iif', end, 'lookup', TABLE]);
}

/**
 * The provider's line: loses and delays whatever passes, UDP, TCP and DNS alike. The kernel has no netem everywhere, so
 * a program holds the packets. Gives that program, if there is a delay.
 */
export async function setLine(
	namespace: string,
	folder: string,
	effects: readonly Effect[],
): Promise<Daemon | undefined> {
	const lines = effectsOf(effects, 'line');
	const passes = lines.reduce((share, { lossPercent = 0 }) => share * (1 - lossPercent / 100), 1);
	const delayMs = lines.reduce((sum, line) => sum + (line.delayMs ?? 0), 0);
	await execIn(namespace, 'nft', ['-f', '-'], lossRules(100 * (1 - passes)));
	await undivert(namespace);
	if (delayMs === 0) return undefined;
	// Ahead of everything else on the machine: a busy one must not lengthen the line.
	const command = ['nice', '-n', '-15', 'perl', '-e', OPEN_TUN, ...nodeProgram('hold.ts'), `${delayMs / 2}`];
	const daemon = start({ namespace, command, log: join(folder, 'hold.log') });
	await divert(namespace, daemon);
	return daemon;
}
