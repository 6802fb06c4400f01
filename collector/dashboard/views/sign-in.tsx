import { useState } from 'preact/hooks';
import { call, SESSION } from '../client.ts';

export function SignIn({ done }: { readonly done: () => void }) {
	const [error, setError] = useState('');
	const submit = (event: SubmitEvent & { readonly currentTarget: HTMLFormElement }) => {
		event.preventDefault();
		const form = new FormData(event.currentTarget);
		call('POST', SESSION, { name: form.get('name'), password: form.get('password') }).then(done, (reason: Error) =>
			setError(reason.message),
		);
	};
	return (
		<main class="sign-in">
			<h1>Linecheck</h1>
			<form onSubmit={submit}>
				<label>
					Name
					<input name="name" autocomplete="username" value="supervisor" required />
				</label>
				<label>
					Password
					<input name="password" type="password" autocomplete="current-password" required />
				</label>
				<button type="submit">Sign in</button>
				<p role="alert" class="error">
					{error}
				</p>
			</form>
		</main>
	);
}
