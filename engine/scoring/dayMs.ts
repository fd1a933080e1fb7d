/** Milliseconds in a day; scoring counts days of this length everywhere, whatever the clocks do. */
export const DAY_MS = 86_400_000;
