import * as v from 'valibot';
import type { Learned } from '../core/plan/types.ts';
import { type Profile, ProfileSchema } from '../core/profile.ts';
import type { Fault } from '../lab/index.ts';

/** Everything an agent of a large customer may need: more than twenty targets. */
export const PROFILE: Profile = v.parse(ProfileSchema, {
	connect: { alias: 'acme', region: 'us-east-1' },
	ingenius: { region: 'us-west-2' },
});
export const LEARNED: Learned = { 'connect.transport': ['x7.transport.connect.us-east-1.amazonaws.com'] };

/** One network to measure in. */
export interface Case {
	readonly name: string;
	readonly faults: readonly Fault[];
	/** Nothing is blocked there: whatever is accused is accused falsely. */
	readonly innocent: boolean;
}

const UDP = { fault: 'udp-drop', host: 'TurnNlb-*.elb.us-east-1.amazonaws.com', port: 3478 };

export const CASES: readonly Case[] = [
	{ name: 'clean, 20 ms', faults: [{ fault: 'delay', ms: 20 }], innocent: true },
	{ name: 'clean, 100 ms', faults: [{ fault: 'delay', ms: 100 }], innocent: true },
	{ name: 'UDP 3478 dropped, 20 ms', faults: [{ fault: 'delay', ms: 20 }, UDP], innocent: false },
	{
		name: 'everything dropped',
		faults: [
			{ fault: 'tcp-drop', host: '*' },
			{ fault: 'udp-drop', host: '*' },
		],
		innocent: false,
	},
	{ name: 'loss 5 % each way', faults: [{ fault: 'loss', percent: 5 }], innocent: true },
	{ name: 'loss 20 % each way', faults: [{ fault: 'loss', percent: 20 }], innocent: true },
];
