import { callEvent, incidentEvent, presenceEvent, runEvents } from '../../core/telemetry/events.ts';
import { reportWith, runOf, turnBlocked } from '../../core/telemetry/fixtures.ts';
import { HOUR, iso, requestOf, runAt } from './support.ts';

/** A small fleet as of `now`: Lisbon misses UDP 3478, Porto is well but for silent agents, some work at home. */
export function fleet(now: number): { readonly site: string; readonly request: ReturnType<typeof requestOf> }[] {
	const minute = 60_000;
	const agents = (site: string, count: number, missing: (index: number) => boolean) =>
		Array.from({ length: count }, (_, index) => {
			const id = `${site.toLowerCase()}-${index}`;
			const bad = missing(index);
			const reports = [8, 7, 6, 5, 4, 3, 2, 1, 0].map((hoursAgo) =>
				reportWith(
					`${id}-${hoursAgo}`,
					bad && hoursAgo < 4 ? { 'connect.media.turn': turnBlocked } : {},
					iso(now - hoursAgo * HOUR - minute),
				),
			);
			const runs = reports.flatMap((report, index) => runEvents(runOf(report, { previous: reports[index - 1] })));
			const calls = Array.from({ length: 25 }, (__, call) =>
				callEvent({
					id: `${id}-c${call}`,
					at: now - call * 20 * minute,
					outcome: bad && call < 6 ? 'failed' : 'good',
					...(bad && call < 6 && { reason: 'Ice Collection Timeout' }),
				}),
			);
			const browser = index % 3 === 0 ? { name: 'firefox', version: '153' } : { name: 'chromium', version: '156' };
			return {
				site,
				request: requestOf(id, [...runs, ...calls], { browser }),
			};
		});
	return [
		...agents('Lisbon', 12, (index) => index % 2 === 0),
		...agents('Porto', 20, (index) => index === 3),
		...agents('Braga', 5, () => false),
		{ site: 'Porto', request: requestOf('porto-silent', runAt('porto-silent-1', now - 40 * minute)) },
		{
			site: 'Porto',
			request: requestOf('porto-closed', [
				...runAt('porto-closed-1', now - 90 * minute),
				presenceEvent({ id: 'pc', at: now - 80 * minute, ccpOpen: false }),
			]),
		},
		{ site: '', request: requestOf('home-1', runAt('home-1-1', now - minute, true, { publicAddress: '8.8.8.8' })) },
		{
			site: 'Lisbon',
			request: requestOf('lisbon-0', [
				incidentEvent({
					id: 'i1',
					at: now - 2 * minute,
					kind: 'ice_collection_timeout',
					entries: ['connect.media.turn'],
					cause: 'turn-unanswered',
				}),
			]),
		},
	];
}
