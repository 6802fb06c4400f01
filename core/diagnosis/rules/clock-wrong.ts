import { wholeMachine } from './whole-machine.ts';

/** Every certificate is out of date: the clock of this machine. */
export const clockWrong = wholeMachine({ id: 'clock-wrong', finding: 'clock-wrong', codes: ['clock-wrong'] });
