import { useEffect, useRef, useState } from 'preact/hooks';
import * as v from 'valibot';
import { call } from '../client.ts';
import { Confirm } from '../parts/confirm.tsx';
import { Copy } from '../parts/copy.tsx';
import { Table } from '../parts/table.tsx';
import { nameOf, siteOf, Token } from '../tokens.ts';

const Secret = v.object({ secret: v.string() });

/** Tokens that extensions send with: one a site. */
export function TokensView() {
	const { tokens, secret, error, change } = useTokens();
	const [revoking, setRevoking] = useState<Token>();
	const news = useRef<HTMLParagraphElement>(null);
	const [said, say] = useState('');
	const revoke = async (token: Token) => {
		if (!(await change('DELETE', `/api/tokens/${token.id}`))) return;
		say(`The token of ${nameOf(token, tokens ?? [])} is revoked.`);
		// the button that had the focus is gone
		news.current?.focus();
	};
	return (
		<>
			<p>
				A token only adds records, and only for its site. A token of no site lets the policy name the site, else the
				public network does.
			</p>
			<Issue issue={(site) => change('POST', '/api/tokens', { site })} />
			<p role="alert" class="error">
				{error}
			</p>
			<p role="status" ref={news} tabIndex={-1} class="state">
				{tokens === undefined && error === '' ? 'Loading…' : said}
			</p>
			{secret && (
				<p class="secret" role="status">
					New token, shown once: <code>{secret}</code> <Copy label="Copy token" text={secret} />
				</p>
			)}
			{tokens && (
				<Table
					title="Tokens"
					rows={tokens}
					keyOf={({ id }) => id}
					empty="There is no token: nothing can be sent."
					columns={[
						{ head: 'Site', cell: ({ site }) => site || 'any' },
						{ head: 'Made', cell: ({ createdAt }) => new Date(createdAt).toLocaleString() },
						{ head: 'Ends', cell: ({ expiresAt }) => (expiresAt ? new Date(expiresAt).toLocaleString() : 'never') },
						{
							head: 'Change',
							cell: (token) => (
								<Change
									token={token}
									name={nameOf(token, tokens)}
									rotate={() => change('POST', `/api/tokens/${token.id}/rotate`)}
									revoke={() => setRevoking(token)}
								/>
							),
						},
					]}
				/>
			)}
			{revoking && (
				<Confirm
					question={`Revoke for good the token of ${nameOf(revoking, tokens ?? [])}?`}
					yes="Revoke for good"
					answer={(yes) => {
						setRevoking(undefined);
						if (yes) revoke(revoking);
					}}
				>
					Agents of {siteOf(revoking)} that send with it cannot report until their policy has another token.
				</Confirm>
			)}
		</>
	);
}

/** What is there; changes it, one at a time. */
function useTokens() {
	const [tokens, setTokens] = useState<readonly Token[]>();
	const [secret, setSecret] = useState('');
	const [error, setError] = useState('');
	const busy = useRef(false);
	const load = async () => {
		const response = await call('GET', '/api/tokens');
		setTokens(v.parse(v.array(Token), await response.json()));
	};
	/** Whether it worked. */
	const told = (work: Promise<void>): Promise<boolean> =>
		work.then(
			() => true,
			(reason: Error) => {
				setError(reason.message);
				return false;
			},
		);
	const change = async (method: string, path: string, body?: unknown): Promise<boolean> => {
		// clicked twice, a rotation would make two secrets and show one
		if (busy.current) return false;
		busy.current = true;
		setSecret('');
		setError('');
		const work = async () => {
			const made = v.safeParse(Secret, await (await call(method, path, body)).json());
			if (made.success) setSecret(made.output.secret);
			await load();
		};
		const worked = await told(work());
		busy.current = false;
		return worked;
	};
	useEffect(() => {
		told(load());
	}, []);
	return { tokens, secret, error, change };
}

interface ChangeProps {
	readonly token: Token;
	readonly name: string;
	readonly rotate: () => void;
	readonly revoke: () => void;
}

/** One that ends was rotated already: its site has the next. */
const Change = ({ token, name, rotate, revoke }: ChangeProps) => (
	<>
		{token.expiresAt === undefined && (
			<button type="button" aria-label={`Rotate the token of ${name}`} onClick={rotate}>
				Rotate
			</button>
		)}{' '}
		<button type="button" aria-label={`Revoke the token of ${name}`} onClick={revoke}>
			Revoke
		</button>
	</>
);

function Issue({ issue }: { readonly issue: (site: string) => Promise<boolean> }) {
	const [site, set] = useState('');
	return (
		<form
			class="filters"
			onSubmit={async (event) => {
				event.preventDefault();
				// what was typed stays where it failed
				if (await issue(site)) set('');
			}}
		>
			<label>
				Site (empty: any)
				<input value={site} onInput={(event) => set(event.currentTarget.value)} maxLength={128} />
			</label>
			<button type="submit">New token</button>
		</form>
	);
}
