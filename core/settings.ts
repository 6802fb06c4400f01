import * as v from 'valibot';
import { type Profile, type ProfileInput, ProfileSchema } from './profile.ts';

type Path = readonly [string, ...string[]];

/**
 * Managed-policy key → where it stands in the profile. Flat, since Chromium drops a whole top-level key when anything
 * inside it has the wrong type, and the extension sees nothing of it.
 */
export const POLICY_FIELDS: Readonly<Record<string, Path>> = {
	connectAlias: ['connect', 'alias'],
	connectRegion: ['connect', 'region'],
	connectDomain: ['connect', 'domain'],
	connectSignIn: ['connect', 'signIn'],
	connectCcp: ['connect', 'ccp'],
	connectMediaLess: ['connect', 'mediaLess'],
	connectBucket: ['connect', 'bucket'],
	connectInstanceId: ['connect', 'globalResiliency', 'instanceId'],
	connectSourceRegion: ['connect', 'globalResiliency', 'sourceRegion'],
	connectScheduling: ['connect', 'scheduling'],
	connectVideo: ['connect', 'video'],
	ingeniusRegion: ['ingenius', 'region'],
	ingeniusAuthPrefix: ['ingenius', 'authPrefix'],
	ingeniusGateway: ['ingenius', 'gateway'],
};

export interface Problem {
	/** Policy key or profile path, e.g. `connectRegion`, `connect.alias`. */
	readonly field: string;
	readonly message: string;
}

export interface Settings {
	readonly profile?: Profile;
	/** Profile paths set by policy, e.g. `connect.alias`. */
	readonly locked: readonly string[];
	readonly problems: readonly Problem[];
	/** Where it is no profile yet: what policy and options say so far, not validated. */
	readonly unfinished?: unknown;
}

type Tree = { [key: string]: unknown };

/** Policy over options. A bad value is reported by field and left out; the rest still counts. */
export function mergeSettings(policy: Readonly<Record<string, unknown>>, options: ProfileInput | null): Settings {
	const known = Object.entries(policy).filter(([key]) => key in POLICY_FIELDS);
	const unknown = Object.keys(policy).filter((key) => !(key in POLICY_FIELDS));
	const problems: Problem[] = unknown.map((field) => ({ field, message: 'unknown policy key' }));
	const bad = new Set<string>();
	let tree = overlay(options, known);
	let parsed = v.safeParse(ProfileSchema, tree);
	// Each round takes out the policy values that the schema refused; what is left of them cannot be refused twice.
	for (let round = 0; !parsed.success && round < known.length; round += 1) {
		const refused = refusals(parsed.issues, known, bad);
		if (refused.length === 0) break;
		for (const { field } of refused) bad.add(field);
		problems.push(...refused);
		tree = overlay(
			options,
			known.filter(([key]) => !bad.has(key)),
		);
		parsed = v.safeParse(ProfileSchema, tree);
	}
	const locked = known.filter(([key]) => !bad.has(key)).map(([key]) => pathOf(key).join('.'));
	if (parsed.success) return { profile: parsed.output, locked, problems };
	return {
		locked,
		problems: [...problems, ...(Object.keys(tree).length > 0 ? problemsOf(parsed.issues) : [])],
		unfinished: tree,
	};
}

/** A schema's complaints, by field. */
export function problemsOf(issues: readonly v.BaseIssue<unknown>[]): Problem[] {
	return issues.map((issue) => ({ field: v.getDotPath(issue) ?? '', message: issue.message }));
}

function refusals(
	issues: readonly v.BaseIssue<unknown>[],
	known: readonly (readonly [string, unknown])[],
	bad: ReadonlySet<string>,
): Problem[] {
	return problemsOf(issues).flatMap(({ field, message }) => {
		const key = known.map(([name]) => name).find((name) => !bad.has(name) && pathOf(name).join('.') === field);
		return key === undefined ? [] : [{ field: key, message }];
	});
}

function overlay(options: ProfileInput | null, policy: readonly (readonly [string, unknown])[]): Tree {
	const tree: Tree = structuredClone(options ?? {}) as Tree;
	for (const [key, value] of policy) put(tree, pathOf(key), value);
	return tree;
}

function pathOf(key: string): Path {
	return POLICY_FIELDS[key] ?? [key];
}

function put(tree: Tree, [head, ...rest]: Path, value: unknown): void {
	const [next, ...more] = rest;
	if (next === undefined) {
		tree[head] = value;
		return;
	}
	const child = tree[head];
	const branch: Tree = typeof child === 'object' && child !== null ? (child as Tree) : {};
	tree[head] = branch;
	put(branch, [next, ...more], value);
}
