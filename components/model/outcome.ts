import type { Answered, Evidence, Outcome } from '../../core/evidence/types.ts';
import { CAUSE_WORDS } from '../../core/report/causes.ts';
import type { Report } from '../../core/report/types.ts';

/** What one attempt came to, for an administrator: words, and the code that stands in the JSON. */
export function outcomeText(outcome: Outcome): string {
	switch (outcome.kind) {
		case 'answered':
			return answeredText(outcome);
		case 'failed':
			return `${CAUSE_WORDS[outcome.code]} (${outcome.code})${outcome.text ? `: ${outcome.text}` : ''}${via(outcome)}`;
		case 'silent':
			return `${outcome.final ? 'silent' : 'silent so far'} (${outcome.code})${via(outcome)}`;
	}
}

const PROOFS: Readonly<Record<Answered['proof'], string>> = {
	http: 'HTTP',
	websocket: 'web socket',
	stun: 'STUN: the UDP path is open',
	turn: 'TURN',
};

function answeredText({ proof, status, redirectOrigin, ...outcome }: Answered): string {
	const redirect = redirectOrigin ? `, redirects to ${redirectOrigin}` : '';
	return `answered, ${PROOFS[proof]}${status === undefined ? '' : ` ${status}`}${redirect}${via(outcome)}`;
}

function via({ ip, viaProxy }: { readonly ip?: string; readonly viaProxy?: boolean }): string {
	if (viaProxy) return `, through the proxy${ip ? ` ${ip}` : ''}`;
	return ip ? `, at ${ip}` : '';
}

/** Time of day with milliseconds, UTC: the date stands above the table. */
export function timeUtc(ms: number): string {
	return new Date(ms).toISOString().slice(11, -1);
}

/** `2026-11-21 09:14:07 UTC` */
export function dateUtc(iso: string): string {
	return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}

/** First start of the attempts at a target, ms since the epoch; undefined: never tried. */
export function firstAt(evidence: readonly Evidence[], target: string): number | undefined {
	return evidence.find((one) => one.target === target)?.at;
}

/** File name of the JSON download: sorts by time, and no character that a file system refuses. */
export function fileName(report: Report): string {
	return `linecheck-${report.startedAt.slice(0, 19).replaceAll(':', '-')}Z.json`;
}
