import * as fc from 'fast-check';

/** Host names; `fast-check`'s own take a hundred times as long to draw. */
export const anyHost: fc.Arbitrary<string> = fc.stringMatching(
	/^([a-z0-9]([a-z0-9-]{0,12}[a-z0-9])?\.){1,4}[a-z]{2,6}$/,
);
