import { wholeMachine } from './whole-machine.ts';

/** Every connection is turned down. */
export const refusedAll = wholeMachine({
	id: 'refused-all',
	finding: 'refused.all',
	codes: ['tcp-refused', 'tcp-reset', 'proxy-denied', 'local-firewall'],
});
