import * as v from 'valibot';

/** Where a policy key stands in the settings' tree. */
export type Path = readonly [string, ...string[]];

export interface Problem {
	/** Policy key or path in the settings, e.g. `connectRegion`, `connect.alias`. */
	readonly field: string;
	readonly message: string;
}

/** One part of the settings, merged by itself: what is wrong in another part does not touch it. */
export interface Part<T> {
	readonly value?: T;
	/** Paths that policy set, e.g. `connect.alias`. */
	readonly locked: readonly string[];
	readonly problems: readonly Problem[];
	/** Where it does not hold yet: what policy and options say so far, not validated. */
	readonly unfinished?: Tree;
}

export type Tree = { [key: string]: unknown };
/** A policy value with its path. */
export type PolicyValue = { readonly key: string; readonly path: Path; readonly value: unknown };

/** Policy over options. A policy value that the schema refuses is reported by its key and left out; the rest counts. */
export function mergePart<T>(
	schema: v.GenericSchema<unknown, T>,
	options: object | null,
	policy: readonly PolicyValue[],
): Part<T> {
	const tree = overlay(options, policy);
	const parsed = v.safeParse(schema, tree);
	const locked = policy.map(({ path }) => path.join('.'));
	if (parsed.success) return { value: parsed.output, locked, problems: [] };
	const refused = refusals(parsed.issues, policy);
	if (refused.length === 0) {
		return { locked, problems: Object.keys(tree).length > 0 ? problemsOf(parsed.issues) : [], unfinished: tree };
	}
	const bad = new Set(refused.map(({ field }) => field));
	const rest = mergePart(
		schema,
		options,
		policy.filter(({ key }) => !bad.has(key)),
	);
	return { ...rest, problems: [...refused, ...rest.problems] };
}

/** A schema's complaints, by field. */
export function problemsOf(issues: readonly v.BaseIssue<unknown>[]): Problem[] {
	return issues.map((issue) => ({ field: v.getDotPath(issue) ?? '', message: issue.message }));
}

/** Complaints about policy values, by policy key. */
function refusals(issues: readonly v.BaseIssue<unknown>[], policy: readonly PolicyValue[]): Problem[] {
	return problemsOf(issues).flatMap(({ field, message }) => {
		const set = policy.find(({ path }) => path.join('.') === field);
		return set === undefined ? [] : [{ field: set.key, message }];
	});
}

function overlay(options: object | null, policy: readonly PolicyValue[]): Tree {
	const tree: Tree = { ...structuredClone(options ?? {}) };
	for (const { path, value } of policy) put(tree, path, value);
	return tree;
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
