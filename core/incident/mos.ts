/** What 3 s of packets through the relay measured. */
export interface Media {
	/** Round trip, ms. */
	readonly rttMs: number;
	/** Mean deviation of the interarrival time, ms (RFC 3550, 6.4.1). */
	readonly jitterMs: number;
	/** Percent of packets that did not come back. */
	readonly lossPercent: number;
}

/** ITU-T G.107 (06/2015), table 2: the rating with all parameters at their defaults. */
const R_DEFAULT = 93.2;
/** ITU-T G.113 (11/2007), appendix I: G.711 with packet-loss concealment, random loss. Opus bears more. */
const EQUIPMENT = 0;
const LOSS_ROBUSTNESS = 25.1;
/** Packetisation and look-ahead, ms: one 20 ms frame. */
const CODEC_MS = 20;

/** Impairment by pure delay, ITU-T G.107 equation 7-27: nothing up to 100 ms one way. */
export function delayImpairment(oneWayMs: number): number {
	if (oneWayMs <= 100) return 0;
	const x = Math.log2(oneWayMs / 100);
	return 25 * ((1 + x ** 6) ** (1 / 6) - 3 * (1 + (x / 3) ** 6) ** (1 / 6) + 2);
}

/** Impairment by random packet loss, ITU-T G.107 equation 7-29 with BurstR 1. */
export function lossImpairment(lossPercent: number): number {
	return EQUIPMENT + (95 - EQUIPMENT) * (lossPercent / (lossPercent + LOSS_ROBUSTNESS));
}

/** Rating to mean opinion score, 1 to 4.5: ITU-T G.107 annex B, equation B-4. */
export function mosOfRating(rating: number): number {
	if (rating <= 0) return 1;
	if (rating >= 100) return 4.5;
	return Math.max(1, 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6);
}

/** Mean opinion score of a path: half the round trip, a jitter buffer of twice the jitter, and one frame. */
export function meanOpinionScore({ rttMs, jitterMs, lossPercent }: Media): number {
	const oneWayMs = rttMs / 2 + 2 * jitterMs + CODEC_MS;
	return mosOfRating(R_DEFAULT - delayImpairment(oneWayMs) - lossImpairment(lossPercent));
}
