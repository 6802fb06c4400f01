import { expect, it } from 'vitest';
import { createHandshakes } from './handshakes.ts';

it('tells a handshake that fails from what ends a web socket later, or was begun unseen', () => {
	const handshakes = createHandshakes();
	handshakes.begin('refused');
	handshakes.begin('lost');
	expect(handshakes.end('refused')).toBe(true);
	handshakes.end('lost');
	expect(handshakes.end('lost')).toBe(false);
	expect(handshakes.end('of an earlier worker')).toBe(false);
});
