import type { Band } from './Model';

/**
 * Compiles the choice of a band by score: the highest with `score ≥ min`, or the lead's previous band where
 * that is higher and the score is at most `holdMargin` points below it.
 */
export function chooseBand(bands: readonly Band[], holdMargin: number): (score: number, previousBand: string | null) => string {
	const descending = [...bands].sort((a, b) => b.min - a.min);
	const lowest = descending.length - 1;
	const byId = new Map(bands.map((band) => [band.id, band]));
	return (score, previousBand) => {
		let reached = 0;
		while (reached < lowest && score < descending[reached]!.min) reached++;
		if (previousBand === null) return descending[reached]!.id;
		const previous = byId.get(previousBand);
		if (previous !== undefined && previous.min > descending[reached]!.min && score >= previous.min - holdMargin) return previous.id;
		return descending[reached]!.id;
	};
}
