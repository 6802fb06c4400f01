import * as v from 'valibot';
import { once } from '../once.ts';
import { AGENT_STATES } from './failures.ts';
import type { IncidentKind } from './kinds.ts';
import { type CallConfig, readCallConfig } from './relay.ts';
import type { CallPhase } from './types.ts';

/** Contacts, and connections of one, that are looked at; an agent has a handful of either. */
const LOOKED_AT = 20;

/** `agent::update`: what is read of it. */
export const agentUpdateSchema = once(() => {
	const word = v.pipe(v.string(), v.maxLength(100));
	const connection = v.object({
		type: v.optional(word),
		initial: v.optional(v.boolean()),
		state: v.optional(v.object({ type: word })),
		softphoneMediaInfo: v.optional(v.nullable(v.object({ callConfigJson: v.optional(v.nullable(v.string())) }))),
	});
	const contact = v.object({
		contactId: v.optional(word),
		initialContactId: v.optional(v.nullable(word)),
		state: v.optional(v.object({ type: word })),
		connections: v.optional(v.pipe(v.array(connection), v.maxLength(LOOKED_AT))),
	});
	const contacts = v.optional(v.pipe(v.array(contact), v.maxLength(LOOKED_AT)), []);
	return v.object({ snapshot: v.object({ state: v.object({ name: word }), contacts }) });
});
type Update = v.InferOutput<ReturnType<typeof agentUpdateSchema>>;
type Contact = Update['snapshot']['contacts'][number];

/** Which leg of a call failed: the guide wants conferences and transfers tested apart. */
export const CALL_LEGS = ['call', 'transfer', 'conference'] as const;
export type CallLeg = (typeof CALL_LEGS)[number];

export interface AgentUpdate {
	readonly phase: CallPhase;
	readonly leg: CallLeg;
	/** The agent's state, where it tells of a failed call. */
	readonly failure?: IncidentKind;
	readonly config?: CallConfig;
}

export function readAgent({ snapshot }: Update): AgentUpdate {
	const calls = snapshot.contacts.filter(isSoftphone);
	const failure = Object.hasOwn(AGENT_STATES, snapshot.state.name) ? AGENT_STATES[snapshot.state.name] : undefined;
	const config = calls.flatMap(configsOf)[0];
	return {
		phase: phaseOf(calls),
		leg: legOf(calls),
		...(failure && { failure }),
		...(config && { config }),
	};
}

const jsonsOf = (call: Contact) =>
	(call.connections ?? []).flatMap(({ softphoneMediaInfo: info }) => info?.callConfigJson ?? []);
const isSoftphone = (call: Contact) => jsonsOf(call).length > 0;
const configsOf = (call: Contact) => jsonsOf(call).flatMap((json) => readCallConfig(json) ?? []);

function phaseOf(calls: readonly Contact[]): CallPhase {
	const states = calls.map((call) => call.state?.type);
	if (states.includes('connected')) return 'connected';
	return states.some((state) => state === 'connecting' || state === 'incoming') ? 'connecting' : 'idle';
}

/** Active states of a connection (amazon-connect-streams, CONNECTION_ACTIVE_STATES). */
const ACTIVE: readonly (string | undefined)[] = ['connecting', 'connected', 'hold', 'silent_monitor', 'barge'];

function legOf(calls: readonly Contact[]): CallLeg {
	const [call] = calls;
	const third = call?.connections?.some(
		({ type, initial, state }) => type !== 'agent' && initial === false && ACTIVE.includes(state?.type),
	);
	if (third) return 'conference';
	return call?.initialContactId && call.initialContactId !== call.contactId ? 'transfer' : 'call';
}
