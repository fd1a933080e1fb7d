import { addDays } from './addDays';
import type { Campaign } from './Campaign';
import { compileWindow } from './compileWindow';
import { earliestAllowed } from './earliestAllowed';
import { plural } from './plural';

/** When a step's time comes, epoch ms. */
export type Timing =
	/** `dueAt`: since when it is due. */
	| { isDue: true; dueAt: number }
	/** The reason is what holds it back longest, for people. */
	| { isDue: false; until: number; reason: string };

export interface Occasion {
	afterDays: number;
	/** What those days count from, epoch ms. */
	previousAt: number;
	/** What that was, for people. */
	previous: string;
	/** The lead's, for its time zone. */
	attributes: unknown;
	/** When messages went to the lead, epoch ms. */
	deliveries: unknown;
}

/** Compiles when steps are due: so many days on, then within the frequency cap, then within the send window. */
export function compileSchedule({ window, atMost }: Campaign): (occasion: Occasion, now: number) => Timing {
	const { zoneFor, nextOpening } = compileWindow(window);
	const capReason = atMost === undefined ? '' : `A lead gets at most ${plural(atMost.messages, 'message')} in ${plural(atMost.perDays, 'day')}`;

	return ({ afterDays, previousAt, previous, attributes, deliveries }, now) => {
		const zone = zoneFor(attributes);
		const planned = addDays(zone, previousAt, afterDays);
		const allowed = earliestAllowed(atMost, deliveries, planned);
		const dueAt = nextOpening(allowed, zone);
		// What was due while nobody looked may have to wait for the next opening: due is not yet allowed.
		const until = dueAt < now ? nextOpening(now, zone) : dueAt;
		if (until <= now) return { isDue: true, dueAt };
		if (until > Math.max(allowed, now)) return { isDue: false, until, reason: 'Outside the campaign\'s hours' };
		const reason = allowed > planned ? capReason : `Comes ${plural(afterDays, 'day')} after ${previous}`;
		return { isDue: false, until, reason };
	};
}
