import { createHash, randomBytes } from 'node:crypto';

export interface Sessions {
	/** A new session's secret, for the cookie. */
	open(): string;
	isOpen(secret: string): boolean;
	close(secret: string): void;
}

const SESSION_MS = 12 * 3_600_000;
const MAX_SESSIONS = 1_000;

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Sign-ins of supervisors, by the hash of their secret. They end with the process. */
export function createSessions(now: () => number): Sessions {
	const ends = new Map<string, number>();
	const forget = () => {
		for (const [hash, end] of ends) if (end <= now() || ends.size > MAX_SESSIONS) ends.delete(hash);
	};
	return {
		open: () => {
			const secret = randomBytes(32).toString('base64url');
			ends.set(hashOf(secret), now() + SESSION_MS);
			forget();
			return secret;
		},
		isOpen: (secret) => (ends.get(hashOf(secret)) ?? 0) > now(),
		close: (secret) => {
			ends.delete(hashOf(secret));
		},
	};
}
