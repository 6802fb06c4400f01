/** More than a page opens at a time. */
const MAX_UNDER_WAY = 200;

export interface Handshakes {
	begin(id: string): void;
	/** It has succeeded or failed. False: it had done so before, or nobody saw it begin. */
	end(id: string): boolean;
}

/**
 * Web sockets whose handshake is under way, by the browser's id of the request. What ends one later is a loss, not a
 * refusal, and so it is where this worker was not there at its begin.
 */
export function createHandshakes(): Handshakes {
	const underWay = new Set<string>();
	return {
		begin: (id) => {
			if (underWay.size >= MAX_UNDER_WAY) underWay.clear();
			underWay.add(id);
		},
		end: (id) => underWay.delete(id),
	};
}
