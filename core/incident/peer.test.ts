import { expect, it } from 'vitest';
import { readPeer } from './peer.ts';

const TURN = 'turn:turnnlb-d76454ac48d20c1e.elb.us-east-1.amazonaws.com:3478?transport=udp';

it("reads what the softphone's peer connection says", () => {
	expect(readPeer(`gathering ${TURN}`)).toEqual({ state: 'gathering', urls: [TURN] });
});

it.each(['gathering', 'empty stun:stun.example.com:3478', `x ${TURN}`, 7])('drops %s', (detail) => {
	expect(readPeer(detail)).toBeUndefined();
});
