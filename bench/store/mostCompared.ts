/** Of so many leads, the store is compared with the bare driver; of a larger store the rest is only put in, and scored once, for what comes after. */
export const MOST_COMPARED = 100_000;
