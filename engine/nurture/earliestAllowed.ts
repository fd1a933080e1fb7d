import { DAY_MS } from '../scoring/dayMs';
import type { Campaign } from './Campaign';
import { toMoment } from './toMoment';

/**
 * The earliest moment (epoch ms), from `instant` on, at which one more message keeps the frequency cap: any period of
 * `perDays` × 24 hours then has `messages` at most. So does any later moment.
 *
 * @param deliveries when messages went to the lead, of all campaigns, in any order, at least those of the last `perDays`
 */
export function earliestAllowed(cap: Campaign['atMost'], deliveries: unknown, instant: number): number {
	if (cap === undefined || !Array.isArray(deliveries) || deliveries.length < cap.messages) return instant;
	const latestFirst = deliveries.map(toMoment).filter((at) => at !== null).sort((a, b) => b - a);
	const lastInTheWay = latestFirst[cap.messages - 1];
	return lastInTheWay === undefined ? instant : Math.max(instant, lastInTheWay + Math.ceil(cap.perDays * DAY_MS));
}
