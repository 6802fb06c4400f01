import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunState } from '../../core/run-state.ts';
import { createLab, type Fault, type Lab, until } from '../../lab/index.ts';
import { exec } from '../../lab/net/exec.ts';
import { ADDRESSES, OFFICE } from '../../lab/net/names.ts';
import { CCP_SITE, LEARNED, launchAgent, PROFILE } from './agent.ts';
import { readRun, reset, send, untilDone } from './extension.ts';

/** A network that knows no name of one host, and drops what goes to another. */
const OLD: readonly Fault[] = [
	{ fault: 'dns-nxdomain', host: 'participant.connect.us-east-1.amazonaws.com' },
	{ fault: 'tcp-drop', host: 'data.us-west-2.ingenius.com' },
];
/** One that the lab gives to no machine. */
const ADDRESS = `${ADDRESSES.officeNet}.252/24`;

let lab: Lab;
beforeAll(async () => {
	lab = await createLab();
	await lab.serve(CCP_SITE);
});
afterAll(() => lab.close());

const codes = (run: RunState) =>
	'report' in run ? run.report.evidence.map(({ outcome }) => ('code' in outcome ? outcome.code : undefined)) : [];

/** Firefox 153 tells nobody of the change: what it had asked goes on in the new network. */
it('a machine that changes networks during a run has nothing accused that the old one refused, in chromium', async () => {
	await lab.apply(OLD);
	const browser = await launchAgent('chromium', lab);
	const page = await browser.openExtensionPage('popup.html');
	await reset(page, { profile: PROFILE, learned: LEARNED });
	await send(page, 'startRun', { trigger: 'user' });
	await until(
		() => readRun(page),
		(run) => codes(run).includes('dns-not-resolved') && codes(run).includes('tcp-timeout'),
	);
	await exec('ip', ['-n', lab.netns, 'address', 'replace', ADDRESS, 'dev', OFFICE]);
	await until(
		() => readRun(page),
		(run) => codes(run).includes('network-changed'),
	);
	await lab.apply([]);
	const end = await untilDone(page, 20_000);
	await browser.close();
	expect(end).toMatchObject({ status: 'done', report: { findings: [] } });
	expect(end).toMatchObject({ report: { verdicts: { 'connect.participant': { verdict: 'reachable' } } } });
});
