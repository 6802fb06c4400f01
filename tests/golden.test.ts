import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../core/diagnosis/diagnose.ts';
import { headline } from '../core/diagnosis/headline.ts';
import { RULES } from '../core/diagnosis/rules/index.ts';
import type { Environment, Evidence } from '../core/evidence/types.ts';
import { plan } from '../core/plan/plan.ts';
import type { Learned } from '../core/plan/types.ts';
import { type ProfileInput, ProfileSchema } from '../core/profile.ts';
import { buildReport } from '../core/report/build.ts';
import { ReportSchema } from '../core/report/schema.ts';
import { reportText } from '../core/report/text.ts';
import type { Report } from '../core/report/types.ts';

// Recorded evidence in, what users read out: a change of a rule or a sentence shows as a diff of tests/golden/*.txt.
// `npx vitest run tests/golden.test.ts -u` takes a change over.

/** A run of a real browser in the laboratory, or a written one where `about` says so. */
interface Recorded {
	readonly about: string;
	readonly profile: ProfileInput;
	readonly learned: Learned;
	readonly environment: Environment;
	readonly evidence: readonly Evidence[];
}

const FOLDER = join(import.meta.dirname, 'golden');
const names = readdirSync(FOLDER)
	.filter((file) => file.endsWith('.json'))
	.map((file) => file.replace(/\.json$/, ''));

function inputOf(name: string) {
	const recorded: Recorded = JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8'));
	const profile = v.parse(ProfileSchema, recorded.profile);
	const { environment, evidence, about } = recorded;
	return { about, profile, plan: plan(profile, recorded.learned), evidence, environment };
}
const inputs = new Map(names.map((name) => [name, inputOf(name)]));

function reportOf(name: string): Report {
	const { evidence, ...input } = inputs.get(name) ?? inputOf(name);
	const { profile, plan: planned, environment } = input;
	const started = Math.min(...evidence.map(({ at }) => at));
	const ended = Math.max(...evidence.map(({ at, elapsedMs }) => at + elapsedMs));
	const meta = {
		extensionVersion: '1.0.0',
		runId: name,
		trigger: 'user',
		networkId: 'golden',
		profileHash: 'golden',
	} as const;
	const times = { startedAt: new Date(started).toISOString(), durationMs: ended - started };
	return buildReport({ ...meta, ...times, profile, plan: planned, environment }, evidence);
}

function textOf(name: string): string {
	const report = reportOf(name);
	const { about, plan: planned } = inputs.get(name) ?? inputOf(name);
	const { calls, untested } = headline(planned, report.verdicts);
	const agent = report.findings.map((finding) => `To the agent: ${finding.agent}`);
	return `${[about, `Can take calls: ${calls}; untested: ${untested}`, ...agent, '', reportText(report)].join('\n')}\n`;
}

describe('golden reports', { timeout: 60_000 }, () => {
	it('are there', () => {
		expect(names.length).toBeGreaterThan(30);
	});

	it.each(names)('%s', async (name) => {
		await expect(textOf(name)).toMatchFileSnapshot(join(FOLDER, `${name}.txt`));
	});

	it.each(names)('%s reads back from storage as it was written', (name) => {
		const report = reportOf(name);
		expect(v.parse(ReportSchema, JSON.parse(JSON.stringify(report)))).toEqual(report);
	});

	it.each(names)('%s rests on evidence that is there, and accuses only with a rule to add', (name) => {
		const { findings, evidence, verdicts } = reportOf(name);
		for (const finding of findings) {
			expect(finding.evidence.length).toBeGreaterThan(0);
			expect(finding.evidence.every((index) => evidence[index] !== undefined)).toBe(true);
			expect(finding.agent).not.toMatch(/undefined|\s{2}|TCP|UDP|TLS|DNS/);
			expect(finding.it).not.toMatch(/undefined|\s{2}/);
		}
		const accused = Object.entries(verdicts).filter(
			([, { verdict }]) => verdict === 'blocked' || verdict === 'tampered',
		);
		for (const [id, { cause }] of accused) {
			const found = findings.filter((finding) => finding.entries.some((entry) => entry === id));
			expect(found.some(({ rules }) => rules.length > 0) || cause === 'webrtc-udp-disabled').toBe(true);
		}
	});

	it.each(RULES.map(({ id }) => id))('notice when the rule %s is taken away', (id) => {
		const without = RULES.filter((rule) => rule.id !== id);
		const differs = [...inputs.values()].some(
			(input) => JSON.stringify(diagnose(input, without)) !== JSON.stringify(diagnose(input)),
		);
		expect(differs).toBe(true);
	});
});
