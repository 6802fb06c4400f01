import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

/** OWASP Password Storage Cheat Sheet: N = 2^15, r = 8, p = 3 (32 MB). */
const COST = { N: 2 ** 15, r: 8, p: 3 };
const KEY_LENGTH = 32;

const derive = (password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> =>
	new Promise((resolve, reject) =>
		scrypt(password.normalize('NFKC'), salt, KEY_LENGTH, { ...options, maxmem: 128 * 1024 * 1024 }, (error, key) =>
			error ? reject(error) : resolve(key),
		),
	);

/** `scrypt$N$r$p$salt$key` */
export async function hashPassword(password: string): Promise<string> {
	const salt = randomBytes(16);
	const key = await derive(password, salt, COST);
	return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64'), key.toString('base64')].join('$');
}

export async function verifyPassword(password: string, stored: string): Promise<boolean> {
	const [, N, r, p, salt, key] = stored.split('$');
	if (key === undefined) return false;
	const derived = await derive(password, Buffer.from(salt ?? '', 'base64'), {
		N: Number(N),
		r: Number(r),
		p: Number(p),
	});
	return timingSafeEqual(derived, Buffer.from(key, 'base64'));
}

/** 120 random bits, easy to type. */
export const newPassword = (): string => (randomBytes(15).toString('hex').match(/.{5}/g) ?? []).join('-');
