import type { EntryVerdict } from '../diagnosis/types.ts';
import type { EntryId } from '../ids.ts';
import type { Report } from '../report/types.ts';
import type { RunInput } from './events.ts';
import type { Sender } from './resource.ts';

/** Reports and senders for tests of what reads them. */
export const sender: Sender = {
	installId: '6f0c2f5e-6a33-4c8e-9f39-6cf2d2a54a01',
	extensionVersion: '0.1.0',
	browser: { name: 'chromium', version: '156', brands: ['Chromium 156'], language: 'en-US' },
	os: { type: 'windows', version: '11' },
	site: 'Lisbon',
	agentName: 'Ada',
};

const reachable: EntryVerdict = { verdict: 'reachable', attempts: 1, targets: {} };
export const turnBlocked: EntryVerdict = {
	verdict: 'blocked',
	cause: 'turn-unanswered',
	confidence: 'high',
	attempts: 2,
	targets: {},
};

/** A report whose entries are all reachable but those named in `verdicts`. */
export const reportWith = (
	runId: string,
	verdicts: Partial<Record<EntryId, EntryVerdict>> = {},
	startedAt = '2026-09-01T09:00:00.000Z',
): Report => ({
	schemaVersion: 1,
	catalogVersion: '2026-08-22',
	extensionVersion: '0.1.0',
	runId,
	trigger: 'schedule',
	startedAt,
	durationMs: 1234,
	networkId: 'a1b2c3',
	profileHash: 'd4e5f6',
	environment: { browser: 'chromium', online: true },
	targets: [],
	evidence: [],
	verdicts: { 'connect.transport': reachable, 'connect.media.turn': reachable, ...verdicts },
	findings:
		verdicts['connect.media.turn']?.verdict === 'blocked'
			? [
					{
						id: 'turn-unanswered.all',
						cause: 'turn-unanswered',
						confidence: 'high',
						entries: ['connect.media.turn'],
						hosts: [],
						agent: 'Calls cannot start on this network.',
						it: 'UDP 3478 does not leave this network.',
						rules: ['Allow UDP 3478 outbound to TurnNlb-*.elb.us-east-1.amazonaws.com'],
						commands: [],
						attempts: 2,
						evidence: [],
					},
				]
			: [],
});

export const runOf = (report: Report, more: Partial<RunInput> = {}): RunInput => ({
	report,
	calls: report.verdicts['connect.media.turn']?.verdict === 'blocked' ? 'no' : 'yes',
	ccpOpen: true,
	intervalSeconds: 900,
	publicAddress: '8.8.4.4',
	...more,
});
