import { toInstant } from '../scoring/values/toInstant';

const LATEST = Date.UTC(9999, 11, 31);

/** A moment in epoch ms within what calendars can count from, 1970 to 9999; `null` for anything else. */
export function toMoment(value: unknown): number | null {
	const instant = toInstant(value);
	return instant !== null && instant >= 0 && instant <= LATEST ? instant : null;
}
