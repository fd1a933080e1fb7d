import type { TimedActivity } from './timeActivities';

/** Calls `add` with moments (epoch ms, fractions allowed) at which something changes for a lead. */
export type Moments = (attributes: unknown, activities: readonly TimedActivity[], add: (moment: number) => void) => void;
