import { toInstant, toNumber } from '../engine';

/** Epoch times below this are in seconds: as ms they would be before March 1973. */
const LEAST_MS = 1e11;

/** A moment in epoch milliseconds, as `toInstant` reads it, also from seconds since 1970, as many services give them; `null` for what is none. */
export function toTime(value: unknown): number | null {
	const number = toNumber(value);
	return number !== null && number < LEAST_MS ? toInstant(Math.round(number * 1000)) : toInstant(value);
}
