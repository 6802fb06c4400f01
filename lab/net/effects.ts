import type { BlockPage } from '../servers/protocol.ts';

/** Hosts that an effect concerns: names of the lab's site, or every destination. */
export type Hosts = readonly string[] | 'any';

/** `drop`: silence. `refuse`: the connection is turned down at once. `reset`: it is torn down at the first data. */
export type FilterAction = 'drop' | 'refuse' | 'reset';

export type Interceptor = 'inspection' | 'untrusted' | 'block-page' | 'portal';

/** One way of bending the network. A fault is a list of these; a scenario the sum of its faults. */
export type Effect =
	| {
			readonly kind: 'filter';
			readonly protocol: 'tcp' | 'udp';
			readonly hosts: Hosts;
			readonly port?: number | undefined;
			readonly action: FilterAction;
	  }
	| { readonly kind: 'allow-only'; readonly allowed: readonly Destination[] }
	| { readonly kind: 'name'; readonly hosts: readonly string[]; readonly answer: NameAnswer }
	| {
			readonly kind: 'intercept';
			readonly hosts: Hosts;
			readonly port?: number | undefined;
			readonly by: Interceptor;
			/** What a `block-page` answers. */
			readonly page?: BlockPage;
	  }
	| { readonly kind: 'edit'; readonly hosts: Hosts; readonly edit: Edit }
	| { readonly kind: 'proxy'; readonly state: ProxyState; readonly denied: readonly string[] }
	| { readonly kind: 'line'; readonly lossPercent?: number; readonly delayMs?: number }
	| { readonly kind: 'unplugged' }
	| { readonly kind: 'browser'; readonly chromium: Policy; readonly firefox: Policy };

export interface Destination {
	readonly host: string;
	readonly protocol: 'tcp' | 'udp';
	readonly port: number;
}

export type NameAnswer =
	| { readonly type: 'nxdomain' | 'timeout' }
	| { readonly type: 'address'; readonly address: string };
/** What the company's inspection does to a request that it has opened. */
export type Edit =
	| { readonly type: 'block-path'; readonly path: string; readonly page: BlockPage }
	| { readonly type: 'strip-websocket' };
export type ProxyState = 'open' | 'auth' | 'dead';
/** An enterprise policy as the browser's own documentation words it. */
export type Policy = Readonly<Record<string, unknown>>;

export type EffectOf<K extends Effect['kind']> = Extract<Effect, { kind: K }>;

export function effectsOf<K extends Effect['kind']>(effects: readonly Effect[], kind: K): readonly EffectOf<K>[] {
	return effects.filter((effect): effect is EffectOf<K> => effect.kind === kind);
}
