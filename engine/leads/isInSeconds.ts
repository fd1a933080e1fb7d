/** Epoch times between these are in seconds: as milliseconds they would be of the years 1970 to 1973. */
const LEAST_S = 1e9;
const LEAST_MS = 1e11;
const SECONDS = /^\s*\d{10,11}(?:\.\d+)?\s*$/;

/** Whether a number, or the text of one, is a time in seconds since 1970, as many services give them. */
export function isInSeconds(value: unknown): boolean {
	if (typeof value !== 'number' && !(typeof value === 'string' && SECONDS.test(value))) return false;
	const number = Number(value);
	return number >= LEAST_S && number < LEAST_MS;
}
