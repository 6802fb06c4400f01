import { AMAZON_CONNECT_SNAPSHOT } from '../../core/catalog/amazon-connect-ranges.ts';
import { type IpRule, ipRulesFor, prefixesOf, STATELESS_INBOUND } from '../../core/catalog/ip-rules.ts';
import type { RangesLook } from '../../core/catalog/ranges-look.ts';
import type { Profile } from '../../core/profile.ts';
import { formatAllowlist } from '../../core/remedy/allowlist-formats.ts';
import { ipRows } from '../../core/remedy/allowlist-rows.ts';

interface Props {
	readonly profile: Profile;
	readonly look?: RangesLook | undefined;
	readonly looking: boolean;
	readonly onLook: () => void;
	readonly onDownload: (name: string, text: string) => void;
}

/** The second option of the guide: ranges of addresses in place of names. Closed, since names are what is advised. */
export function RangesSection({ profile, look, looking, onLook, onDownload }: Props) {
	const rules = ipRulesFor(profile);
	const news = (look?.news ?? []).filter(({ cidr, service }) =>
		rules.some(
			(rule) => rule.service === service && prefixesOf(rule, profile, look?.ranges)?.some((one) => one.cidr === cidr),
		),
	);
	const download = () =>
		onDownload('allowlist-ip-ranges.csv', formatAllowlist(ipRows(profile, false, look?.ranges), 'csv'));
	return (
		<details>
			<summary>
				<h2>Allow IP ranges in place of names{news.length > 0 && ` (${news.length} new)`}</h2>
			</summary>
			<p>For firewalls that cannot allow names. {dateText(look)}</p>
			{look?.problem && <p role="alert">{look.problem}; the last good copy stands.</p>}
			<ul>
				{rules.map((rule) => (
					<Row key={rule.service} rule={rule} count={prefixesOf(rule, profile, look?.ranges)?.length} />
				))}
			</ul>
			{news.length > 0 && (
				<ul>
					{news.map(({ cidr, service, allowBy }) => (
						<li key={`${service} ${cidr}`}>
							New: <code>{cidr}</code> ({service}), to be allowed by {allowBy}
						</li>
					))}
				</ul>
			)}
			<div class="row actions">
				<button type="button" class="button" disabled={looking} onClick={() => onLook()}>
					{looking ? 'Fetching…' : 'Fetch the current ranges'}
				</button>
				<button type="button" class="button" onClick={download}>
					Download CSV
				</button>
			</div>
			<h3>Stateless firewalls</h3>
			<ul>
				<li>Windows: {STATELESS_INBOUND.windows}</li>
				<li>Linux: {STATELESS_INBOUND.linux}</li>
				<li>Other systems: {STATELESS_INBOUND.other}</li>
			</ul>
		</details>
	);
}

function Row({ rule, count }: { rule: IpRule; count: number | undefined }) {
	const ranges = count === undefined ? 'not checked: fetch the current ranges' : `${count} ranges`;
	return (
		<li>
			<code>{rule.service}</code> outbound, {rule.protocol.toUpperCase()} {rule.port}: {ranges}
		</li>
	);
}

function dateText(look: RangesLook | undefined): string {
	if (look?.ranges) return `From Amazon's file of ${look.ranges.createDate.slice(0, 10)}.`;
	return `AMAZON_CONNECT is as Amazon published it on ${AMAZON_CONNECT_SNAPSHOT.createDate.slice(0, 10)}; the others have not been fetched yet.`;
}
