/** The install warnings as people read them, each with its reason; docs/permissions.md is the long form. */
const ASKED: readonly (readonly [string, string])[] = [
	[
		'Pages of Amazon Connect, InGenius and Salesforce',
		'Reaching them is what is tested, and the browser tells why a request failed only for addresses that an extension may see.',
	],
	[
		'Privacy-related settings',
		'Read, never changed: a company policy can switch call audio off in the browser, and this is where it shows.',
	],
	[
		'Other websites: only when you say so',
		'If your softphone stands inside a page of yours, or you have an InGenius Gateway, Linecheck asks for that address then.',
	],
];

/** What the installation asks for, and why. */
export function Asked() {
	return (
		<section>
			<h2>What it asks for, and why</h2>
			<dl class="asked">
				{ASKED.map(([what, why]) => (
					<div key={what}>
						<dt>{what}</dt>
						<dd>{why}</dd>
					</div>
				))}
			</dl>
		</section>
	);
}
