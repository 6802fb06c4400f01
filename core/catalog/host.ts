/** Lower case, no trailing dot: Chromium 156 fails the lookup of a TURN name with capitals without asking DNS. */
export function normalHost(host: string): string {
	return host.trim().toLowerCase().replace(/\.$/, '');
}
