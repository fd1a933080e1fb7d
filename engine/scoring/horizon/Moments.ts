/** Calls `add` with moments (epoch ms, fractions allowed) at which something changes for the lead at hand. */
export type Moments = (attributes: unknown, add: (moment: number) => void) => void;
