import type { EntryId } from './ids.ts';
import type { Report } from './report/types.ts';

/** How far a run is: attempts at targets that ended, of all targets. */
export interface Progress {
	readonly done: number;
	readonly total: number;
}

/**
 * The state of the newest run, kept in session storage under `run` and read by popup, card and badge.
 * While it runs, `report` is already the whole document over the evidence so far. `worker` names the life of the
 * background worker that wrote it: a run may be finished by another one than began it.
 */
export type RunState =
	| { readonly status: 'idle' }
	| {
			readonly status: 'running';
			readonly report: Report;
			readonly progress: Progress;
			readonly worker: string;
			/** Only these are tried; undefined: all. */
			readonly entries?: readonly EntryId[];
	  }
	| { readonly status: 'done'; readonly report: Report; readonly worker?: string }
	| { readonly status: 'cancelled'; readonly report: Report }
	| { readonly status: 'failed'; readonly error: string };
