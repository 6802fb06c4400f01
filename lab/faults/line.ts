import * as v from 'valibot';
import { defineFault } from './types.ts';

const percent = v.pipe(v.number('a percentage'), v.minValue(0, 'from 0 to 100'), v.maxValue(100, 'from 0 to 100'));
const ms = v.pipe(
	v.number('milliseconds'),
	v.minValue(1, 'from 1 to 10000 ms'),
	v.maxValue(10_000, 'from 1 to 10000 ms'),
);

/** Packets are lost at random on the provider's line, so many percent in each direction; the company's LAN loses none. */
export const loss = defineFault('loss', { percent }, (parameters) => [
	{ kind: 'line', lossPercent: parameters.percent },
]);

/** The provider's line takes so many milliseconds for the round trip, half of them each way. */
export const delay = defineFault('delay', { ms }, (parameters) => [{ kind: 'line', delayMs: parameters.ms }]);
