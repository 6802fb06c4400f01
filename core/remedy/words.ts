import type { FindingId } from '../ids.ts';
import type { Words } from './words/context.ts';
import { entryWords } from './words/entry.ts';
import { machineWords } from './words/machine.ts';
import { mediaWords } from './words/media.ts';

/** The sentences of every finding. */
export const WORDS: Readonly<Record<FindingId, Words>> = { ...machineWords, ...mediaWords, ...entryWords };
