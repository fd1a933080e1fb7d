import type { Activity } from '../scoring/Lead';

/** Epoch times between these are in seconds: as milliseconds they would be of the years 1970 to 1973. */
const LEAST_S = 1e9;
const LEAST_MS = 1e11;

function isInSeconds({ at }: Activity): boolean {
	if (typeof at === 'string' && !/^\s*\d{10,11}\s*$/.test(at)) return false;
	return Number(at) >= LEAST_S && Number(at) < LEAST_MS;
}

/** The same activities, with times that are in seconds since 1970, as many services give them, in milliseconds. */
export const inMilliseconds = (activities: Activity[]): Activity[] =>
	activities.some(isInSeconds) ? activities.map((activity) => (isInSeconds(activity) ? { ...activity, at: Number(activity.at) * 1000 } : activity)) : activities;
