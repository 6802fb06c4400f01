import type { Rule } from './types.ts';
import { wholeMachine } from './whole-machine.ts';

/** Every certificate is out of date: the machine's clock. */
export const clockWrong: Rule = {
	id: 'clock-wrong',
	needs: ['https'],
	explain: (facts, open) => wholeMachine(facts, open, 'clock-wrong', ['clock-wrong']),
};
