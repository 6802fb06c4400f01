import * as v from 'valibot';
import { ProfileSchema } from '../../core/profile.ts';
import type { Site } from '../net/hosts.ts';

/** An agent in us-east-1 with InGenius: what most tests of the lab serve. */
export const SITE: Site = {
	profile: v.parse(ProfileSchema, {
		connect: { alias: 'acme', region: 'us-east-1' },
		ingenius: { region: 'us-west-2' },
	}),
	learned: { 'connect.transport': ['x7.transport.connect.us-east-1.amazonaws.com'] },
	extraHosts: [],
};

export const PARTICIPANT = 'participant.connect.us-east-1.amazonaws.com';
export const INSTANCE = 'acme.my.connect.aws';
export const TURN = 'turnnlb-d76454ac48d20c1e.elb.us-east-1.amazonaws.com';
export const CONTROL = 'www.example.com';
