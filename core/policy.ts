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

/**
 * Policy over options. A policy value that the schema refuses is reported by its key and left out; a section (the first
 * level of the tree) that is still to be completed is left out as a whole; the rest counts.
 */
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
	if (refused.length === 0) return { ...finishedSections(schema, tree, parsed.issues), locked };
	const bad = new Set(refused.map(({ field }) => field));
	const rest = mergePart(
		schema,
		options,
		policy.filter(({ key }) => !bad.has(key)),
	);
	return { ...rest, problems: [...refused, ...rest.problems] };
}

/** Sections that hold by themselves, and those that do not. */
function finishedSections<T>(
	schema: v.GenericSchema<unknown, T>,
	tree: Tree,
	issues: readonly v.BaseIssue<unknown>[],
): Omit<Part<T>, 'locked'> {
	const bad = new Set(issues.map(({ path }) => path?.[0]?.key));
	const sections = Object.entries(tree);
	const rest = sections.filter(([name]) => !bad.has(name));
	const parsed = v.safeParse(schema, Object.fromEntries(rest));
	return {
		...(rest.length > 0 && parsed.success && { value: parsed.output }),
		problems: sections.length > 0 ? problemsOf(issues) : [],
		unfinished: Object.fromEntries(sections.filter(([name]) => bad.has(name))),
	};
}

/** A schema's complaints, by field. */
export function problemsOf(issues: readonly v.BaseIssue<unknown>[]): Problem[] {
	return issues.map((issue) => ({ field: v.getDotPath(issue) ?? '', message: issue.message }));
}

/** Complaints about policy values, by policy key. */
function refusals(issues: readonly v.BaseIssue<unknown>[], policy: readonly PolicyValue[]): Problem[] {
	return problemsOf(issues).flatMap(({ field, message }) => {
		const set = policy.find(({ path }) => path.join('.') === field);
		return set === undefined ? halves(field, policy) : [{ field: set.key, message }];
	});
}

/** Policy values beside a missing one, in a group within a section: of no use by themselves. */
function halves(missing: string, policy: readonly PolicyValue[]): Problem[] {
	const path = missing.split('.');
	const group = path.slice(0, -1).join('.');
	if (path.length < 3) return [];
	return policy
		.filter((value) => value.path.slice(0, -1).join('.') === group)
		.map(({ key }) => ({ field: key, message: `needs ${path.at(-1)} beside it` }));
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
