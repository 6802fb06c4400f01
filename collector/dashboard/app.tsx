import { useEffect, useRef, useState } from 'preact/hooks';
import * as v from 'valibot';
import { type Address, hrefOf, type Page, useAddress } from './address.ts';
import { call, SESSION, SIGNED_OUT } from './client.ts';
import { FilterBar } from './parts/filter-bar.tsx';
import { Link } from './parts/link.tsx';
import { AgentView } from './views/agent.tsx';
import { NowView } from './views/now.tsx';
import { SignIn } from './views/sign-in.tsx';
import { SiteView } from './views/site.tsx';
import { TimelineView } from './views/timeline.tsx';
import { TokensView } from './views/tokens.tsx';

const TABS: readonly (readonly [Page, string])[] = [
	['now', 'Now'],
	['site', 'Site'],
	['agent', 'Agent'],
	['timeline', 'Timeline'],
	['tokens', 'Tokens'],
];
const Session = v.object({ signedIn: v.boolean() });

export function App() {
	const [signedIn, setSignedIn] = useState<boolean>();
	const address = useAddress();
	useEffect(() => {
		const ask = () =>
			call('GET', SESSION)
				.then((response) => response.json())
				.then((answer) => setSignedIn(v.parse(Session, answer).signedIn))
				.catch(() => setSignedIn(false));
		const ended = () => setSignedIn(false);
		ask();
		addEventListener(SIGNED_OUT, ended);
		return () => removeEventListener(SIGNED_OUT, ended);
	}, []);
	if (signedIn === undefined) return <p class="state">Loading…</p>;
	if (!signedIn) return <SignIn done={() => setSignedIn(true)} />;
	return <House {...address} leave={() => call('DELETE', SESSION).then(() => setSignedIn(false))} />;
}

function House({ page, filters, leave }: Address & { readonly leave: () => Promise<void> }) {
	const title = TABS.find(([name]) => name === page)?.[1] ?? '';
	useEffect(() => {
		document.title = `${title} · Linecheck`;
	}, [title]);
	const heading = useHeading(page);
	const [stays, setStays] = useState(false);
	return (
		<>
			<a class="skip" href="#main">
				Skip to content
			</a>
			<header>
				<strong>Linecheck</strong>
				<nav aria-label="Views">
					{TABS.map(([name, label]) => (
						<Link key={name} href={hrefOf(name, name === 'tokens' ? {} : filters)} current={name === page}>
							{label}
						</Link>
					))}
				</nav>
				<button type="button" onClick={() => print()}>
					Print
				</button>
				<button type="button" onClick={() => leave().catch(() => setStays(true))}>
					Sign out
				</button>
			</header>
			{stays && (
				<p role="alert" class="error">
					The collector does not answer: you are still signed in.
				</p>
			)}
			{page !== 'tokens' && <FilterBar page={page} filters={filters} />}
			<main id="main" tabIndex={-1}>
				<h1 ref={heading} tabIndex={-1}>
					{title}
				</h1>
				{page === 'now' && <NowView filters={filters} />}
				{page === 'site' && <SiteView filters={filters} />}
				{page === 'agent' && <AgentView filters={filters} />}
				{page === 'timeline' && <TimelineView filters={filters} />}
				{page === 'tokens' && <TokensView />}
			</main>
		</>
	);
}

/**
 * Another page is told by its heading: else the focus would stay on a link that is gone. Not when the first page opens,
 * which starts at the skip link; nor does it scroll, since Back brings its own place.
 */
function useHeading(page: Page) {
	const heading = useRef<HTMLHeadingElement>(null);
	const shown = useRef(page);
	useEffect(() => {
		if (shown.current !== page) heading.current?.focus({ preventScroll: true });
		shown.current = page;
	}, [page]);
	return heading;
}
