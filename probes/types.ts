import type { Outcome } from '../core/evidence/types.ts';
import type { Target } from '../core/plan/types.ts';

/**
 * Tries one target once. Resolves with what happened, a network failure included; when `signal` aborts, with what is
 * known by then. Deadlines are applied by the caller.
 */
export type Probe = (target: Target, signal: AbortSignal) => Promise<Outcome>;
