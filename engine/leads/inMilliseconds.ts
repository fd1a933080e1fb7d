import type { Activity } from '../scoring/Lead';
import { isInSeconds } from './isInSeconds';
import { toTime } from './toTime';

/** The same activities, with times that are in seconds since 1970 in milliseconds. */
export const inMilliseconds = (activities: Activity[]): Activity[] =>
	activities.some(({ at }) => isInSeconds(at)) ? activities.map((activity) => (isInSeconds(activity.at) ? { ...activity, at: toTime(activity.at)! } : activity)) : activities;
