import { toInstant } from '../scoring/values/toInstant';
import { isInSeconds } from './isInSeconds';

/** A moment in epoch milliseconds, as `toInstant` reads it, also from seconds since 1970; `null` for what is none. */
export const toTime = (value: unknown): number | null => (isInSeconds(value) ? Math.round(Number(value) * 1000) : toInstant(value));
