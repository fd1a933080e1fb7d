/** A number with its unit: `1 day`, `3 days`. */
export const plural = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`;
