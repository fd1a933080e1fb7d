import { DateTime } from 'luxon';
import { toInstant } from '../engine';

const hasOffset = /(?:z|[+-]\d\d:?\d\d)$/i;

/** What the user typed as a moment, in epoch ms; without an offset it is meant in the workflow's time zone. `null`: it is none. */
export function readMoment(value: unknown, timeZone: string): number | null {
	if (typeof value === 'string' && !hasOffset.test(value.trim())) {
		const moment = DateTime.fromISO(value.trim(), { zone: timeZone });
		if (moment.isValid) return moment.toMillis();
	}
	if (DateTime.isDateTime(value)) return value.toMillis();
	return toInstant(value);
}
