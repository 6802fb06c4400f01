import type { Evidence } from '../evidence/types.ts';
import type { Plan } from '../plan/types.ts';

/** Which targets deserve another attempt before their verdict is final: ids, at most one attempt each. Empty: done. */
export function moreAttempts(_plan: Plan, _evidence: readonly Evidence[]): readonly string[] {
	return [];
}
