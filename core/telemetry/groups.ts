/** What an administrator can switch off by itself. `basic` goes with the endpoint: no endpoint, nothing sent. */
export const TELEMETRY_GROUPS = ['basic', 'browser', 'network', 'rules', 'incidents', 'calls', 'name'] as const;
export type TelemetryGroup = (typeof TELEMETRY_GROUPS)[number];

/** Sent unless said otherwise. `name` is only sent when the administrator turns it on. */
export const DEFAULT_GROUPS: readonly TelemetryGroup[] = TELEMETRY_GROUPS.filter((group) => group !== 'name');
