import type { PortRule } from './types.ts';

/** The port rules that entries share. */
export const HTTPS: PortRule = { port: 443, protocol: 'tcp', application: 'https' };
export const HTTP: PortRule = { port: 80, protocol: 'tcp', application: 'http' };
export const WSS: PortRule = { port: 443, protocol: 'tcp', application: 'wss' };
/** STUN and TURN, RFC 8656 section 18.1. */
export const TURN: PortRule = { port: 3478, protocol: 'udp', application: 'turn' };
export const GATEWAY: PortRule = { port: 'gateway', protocol: 'tcp', application: 'https' };
