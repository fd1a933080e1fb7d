import type { Band } from './Model';

/**
 * Compiles the choice of a band by score: the highest with `score ≥ min`, or the lead's previous band where
 * that is higher and the score is at most `holdMargin` points below it.
 */
export function chooseBand(bands: readonly Band[], holdMargin: number): (score: number, previousBand: string | null) => string {
	const descending = [...bands].sort((a, b) => b.min - a.min);
	const byId = new Map(bands.map((band) => [band.id, band]));
	return (score, previousBand) => {
		const reached = descending.find((band) => score >= band.min);
		const previous = previousBand === null ? undefined : byId.get(previousBand);
		if (reached === undefined) return descending.at(-1)?.id ?? '';
		if (previous !== undefined && previous.min > reached.min && score >= previous.min - holdMargin) return previous.id;
		return reached.id;
	};
}
