import { headline } from '../../core/diagnosis/headline.ts';
import { plan } from '../../core/plan/plan.ts';
import type { Report } from '../../core/report/types.ts';
import type { BrowserName } from '../browsers/types.ts';
import type { PageOutcome } from './page-run.ts';
import type { Expect, Scenario } from './schema.ts';

type Verdicts = Report['verdicts'];

function accused(verdicts: Verdicts): readonly string[] {
	return Object.entries(verdicts)
		.filter(([, { verdict }]) => verdict === 'blocked' || verdict === 'tampered')
		.map(([entry, { cause }]) => `${entry}: ${cause}`);
}

function accusations(expect: Expect, report: Report, browser: BrowserName): readonly string[] {
	if (expect.blocked === undefined) return [];
	const mine = expect.blocked.filter((one) => one.browser === undefined || one.browser === browser);
	const expected = mine.map(({ entry, cause }) => `${entry}: ${cause}`);
	const found = accused(report.verdicts);
	return [
		...expected.filter((one) => !found.includes(one)).map((one) => `not accused: ${one}`),
		...found.filter((one) => !expected.includes(one)).map((one) => `accused: ${one}`),
	];
}

function verdicts(expect: Expect, report: Report): readonly string[] {
	return (['reachable', 'untested'] as const).flatMap((verdict) =>
		(expect[verdict] ?? [])
			.filter((entry) => report.verdicts[entry]?.verdict !== verdict)
			.map((entry) => `${entry} is ${report.verdicts[entry]?.verdict}, not ${verdict}`),
	);
}

/** Firefox enforces no Permissions-Policy header (153 ESR, measured): there the page takes the call. */
function expectedOf({ expect, page }: Scenario, browser: BrowserName): Pick<Expect, 'incident' | 'card'> {
	const harmless = browser === 'firefox' && page?.microphone === 'policy';
	return harmless ? { incident: null, card: null } : expect;
}

/** In what the incident and its card differ. */
export function pageDifferences(
	scenario: Scenario,
	{ incident, card }: PageOutcome,
	browser: BrowserName,
): readonly string[] {
	const expect = expectedOf(scenario, browser);
	const of = (name: string, wanted: object | null | undefined, found: object | null): string[] => {
		if (wanted === undefined) return [];
		if (wanted === null || found === null) return wanted === found ? [] : [`${name}: ${JSON.stringify(found)}`];
		const differs = Object.entries(wanted).filter(
			([key, value]) => JSON.stringify(Reflect.get(found, key)) !== JSON.stringify(value),
		);
		return differs.map(
			([key, value]) => `${name}.${key}: ${JSON.stringify(Reflect.get(found, key))}, not ${JSON.stringify(value)}`,
		);
	};
	return [...of('incident', expect.incident, incident), ...of('card', expect.card, card)];
}

/** Everything in which a report differs from what the scenario expects; empty where it passes. */
export function differences(scenario: Scenario, report: Report, browser: BrowserName): readonly string[] {
	const { expect, profile, learned } = scenario;
	const found: readonly string[] = report.findings.map((finding) => finding.id);
	const { calls } = headline(plan(profile, learned), report.verdicts);
	return [
		...accusations(expect, report, browser),
		...verdicts(expect, report),
		...(expect.findings ?? []).filter((id) => !found.includes(id)).map((id) => `no finding ${id}`),
		...(expect.calls === undefined || expect.calls === calls ? [] : [`calls: ${calls}, not ${expect.calls}`]),
	];
}
