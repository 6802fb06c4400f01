import type { Profile } from '../../core/profile.ts';
import { pageMediaText } from '../../core/report/text.ts';
import type { Report, Trigger } from '../../core/report/types.ts';
import { durationText } from '../model/age.ts';
import { dateUtc } from '../model/outcome.ts';

const TRIGGERS: Readonly<Record<Trigger, string>> = {
	user: 'by hand',
	install: 'at installation',
	schedule: 'on schedule',
	incident: 'after a failure on a page',
	watch: 'while an entry is watched',
};

/** When, where and with what the check was made. */
export function Facts({ report, profile }: { report: Report; profile: Profile | undefined }) {
	return (
		<section aria-label="About this check">
			<dl class="facts">
				{factsOf(report, profile).map(([name, value]) => (
					<div key={name}>
						<dt>{name}</dt>
						<dd>{value}</dd>
					</div>
				))}
			</dl>
		</section>
	);
}

function factsOf(report: Report, profile: Profile | undefined): readonly (readonly [string, string])[] {
	const { environment } = report;
	const facts: readonly (readonly [string, string | undefined])[] = [
		['Checked', `${dateUtc(report.startedAt)}, ${TRIGGERS[report.trigger]}, took ${durationText(report.durationMs)}`],
		['Instance', profile?.connect && `${profile.connect.alias}.${profile.connect.domain}, ${profile.connect.region}`],
		['InGenius', profile?.ingenius?.region],
		['Browser', environment.browser === 'firefox' ? 'Firefox' : 'Chromium (Chrome, Edge)'],
		['Browser says', environment.online ? 'online' : 'offline'],
		['Proxy', environment.proxied === undefined ? undefined : environment.proxied ? 'in the way' : 'none seen'],
		['WebRTC policy', environment.webrtcPolicy],
		['In the page', pageMediaText(report)],
		['Network', report.networkId],
		['Run', report.runId],
		[
			'Linecheck',
			`${report.extensionVersion}, catalog ${report.catalogVersion}, report format ${report.schemaVersion}`,
		],
	];
	return facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}
