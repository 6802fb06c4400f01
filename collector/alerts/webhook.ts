import type { Webhook } from '../config.ts';

/** An entry that began or ceased to be missing at a site. */
export interface Alert {
	readonly state: 'failing' | 'recovered';
	readonly site: string;
	readonly entry: string;
	/** Reporting agents that miss it, of those that report. */
	readonly agents: number;
	readonly reporting: number;
	/** ISO 8601, UTC. */
	readonly at: string;
	/** Page of the site in the dashboard. */
	readonly url?: string | undefined;
}

const TIMEOUT_MS = 10_000;

export const sentence = ({ state, site, entry, agents, reporting }: Alert): string =>
	state === 'failing'
		? `${site}: ${entry} is missing for ${agents} of ${reporting} agents`
		: `${site}: ${entry} gets through again (${agents} of ${reporting} agents still miss it)`;

/** Slack's three control characters (docs.slack.dev/messaging/formatting-message-text). */
const forSlack = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A TextBlock reads some markdown: a site's name is to be no link (learn.microsoft.com/adaptive-cards text features). */
const forTeams = (text: string): string => text.replace(/[\\`*_[\]()#]/g, '\\$&');

/** The body that each kind of webhook takes. */
export function payload(kind: Webhook['kind'], alert: Alert): unknown {
	if (kind === 'json') return { type: 'linecheck.alert', ...alert };
	if (kind === 'slack') return { text: forSlack(sentence(alert)) + (alert.url ? ` <${alert.url}|Open>` : '') };
	return teamsMessage(alert);
}

/** Teams' workflow webhooks take an adaptive card (learn.microsoft.com/power-automate/create-adaptive-cards). */
const teamsMessage = (alert: Alert): unknown => ({
	type: 'message',
	attachments: [
		{
			contentType: 'application/vnd.microsoft.card.adaptive',
			content: {
				type: 'AdaptiveCard',
				version: '1.4',
				body: [
					{
						type: 'TextBlock',
						text: forTeams(sentence(alert)),
						wrap: true,
						color: alert.state === 'failing' ? 'Attention' : 'Good',
					},
				],
				actions: alert.url ? [{ type: 'Action.OpenUrl', title: 'Open', url: alert.url }] : [],
			},
		},
	],
});

/** This message was refused for its own sake (RFC 9110: 400, 413, 422): the next may be taken. */
export class Refused extends Error {}
const OF_THE_MESSAGE = new Set([400, 413, 422]);

/** @throws Error if it was not taken; Refused if another may be. */
export async function send({ kind, url }: Webhook, alert: Alert): Promise<void> {
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(payload(kind, alert)),
		signal: AbortSignal.timeout(TIMEOUT_MS),
		redirect: 'error',
	});
	if (response.ok) return;
	const Kind = OF_THE_MESSAGE.has(response.status) ? Refused : Error;
	throw new Kind(`webhook ${kind} answered ${response.status}`);
}
