import { portalAnswered } from '../core/evidence/neutral.ts';
import type { Profile } from '../core/profile.ts';
import { isPermitted } from './permitted.ts';

/** As long as a target of HTTPS is heard out (`core/evidence/schedule.ts`), ms. */
const TIMEOUT_MS = 4500;

/** One plain request to the neutral address that policy or options name. Undefined: none named, not permitted, no answer. */
export async function readNeutralHost({ network }: Profile, signal: AbortSignal): Promise<boolean | undefined> {
	const url = network?.neutralUrl;
	if (url === undefined || !(await isPermitted(url))) return undefined;
	try {
		const either = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
		const options = { credentials: 'omit', cache: 'no-store', redirect: 'manual', signal: either } as const;
		const response = await fetch(url, options);
		await response.body?.cancel();
		return portalAnswered(response);
	} catch {
		return undefined;
	}
}
