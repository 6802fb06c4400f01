import { useEffect, useState } from 'preact/hooks';
import * as v from 'valibot';
import { call } from '../client.ts';
import { Copy } from '../parts/copy.tsx';
import { Table } from '../parts/table.tsx';

const Token = v.object({ id: v.string(), site: v.string(), createdAt: v.number(), expiresAt: v.optional(v.number()) });
type Token = v.InferOutput<typeof Token>;
const Secret = v.object({ secret: v.string() });

/** Tokens that extensions send with: one a site. */
export function TokensView() {
	const [tokens, setTokens] = useState<readonly Token[]>([]);
	const [secret, setSecret] = useState('');
	const [error, setError] = useState('');
	const load = () =>
		call('GET', '/api/tokens')
			.then((response) => response.json())
			.then((answer) => setTokens(v.parse(v.array(Token), answer)));
	const change = (method: string, path: string, body?: unknown) => {
		setSecret('');
		setError('');
		call(method, path, body)
			.then((response) => response.json())
			.then((answer) => {
				const made = v.safeParse(Secret, answer);
				if (made.success) setSecret(made.output.secret);
			})
			.then(load)
			.catch((reason: Error) => setError(reason.message));
	};
	useEffect(() => {
		load().catch((reason: Error) => setError(reason.message));
	}, []);
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
			{secret && (
				<p class="secret" role="status">
					New token, shown once: <code>{secret}</code> <Copy label="Copy token" text={secret} />
				</p>
			)}
			<Table
				title="Tokens"
				rows={tokens}
				keyOf={({ id }) => id}
				empty="There is no token: nothing can be sent."
				columns={[
					{ head: 'Site', cell: ({ site }) => site || 'any' },
					{ head: 'Made', cell: ({ createdAt }) => new Date(createdAt).toLocaleString() },
					{ head: 'Ends', cell: ({ expiresAt }) => (expiresAt ? new Date(expiresAt).toLocaleString() : 'never') },
					{ head: 'Change', cell: (token) => <Change token={token} change={change} /> },
				]}
			/>
		</>
	);
}

function Change({ token, change }: { readonly token: Token; readonly change: (method: string, path: string) => void }) {
	const name = token.site || 'any';
	return (
		<>
			<button
				type="button"
				aria-label={`Rotate the token of ${name}`}
				onClick={() => change('POST', `/api/tokens/${token.id}/rotate`)}
			>
				Rotate
			</button>{' '}
			<button
				type="button"
				aria-label={`Revoke the token of ${name}`}
				onClick={() => change('DELETE', `/api/tokens/${token.id}`)}
			>
				Revoke
			</button>
		</>
	);
}

function Issue({ issue }: { readonly issue: (site: string) => void }) {
	const [site, set] = useState('');
	return (
		<form
			class="filters"
			onSubmit={(event) => {
				event.preventDefault();
				issue(site);
				set('');
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
