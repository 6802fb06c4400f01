import type { TelemetryGroup } from '../../core/telemetry/attributes.ts';
import type { Attributes } from '../../core/telemetry/otlp.ts';

/** Where events go now, and what may go there. */
export interface Destination {
	readonly url: string;
	readonly token: string | undefined;
	readonly groups: readonly TelemetryGroup[];
	readonly resource: Attributes;
	/** Of the extension. */
	readonly version: string;
	/** Tells this address with this token from others, and leads back to neither. */
	readonly id: string;
}

/** `reason`: for the user, where it is not just that no endpoint is set. */
export interface Off {
	readonly off: true;
	readonly reason?: string;
}

export function isOff(destination: Destination | Off): destination is Off {
	return 'off' in destination;
}
