/** How much an activity still counts at an age in ms: the whole, by half-life, or by full periods. */
export type Fading =
	| { kind: 'none' }
	| { kind: 'halfLife'; halfLifeMs: number }
	| { kind: 'stepwise'; kept: number; everyMs: number };

/** The share of the points that is left at an age in ms, 0 to 1. */
export function shareLeft(fading: Fading, ageMs: number): number {
	if (fading.kind === 'none') return 1;
	if (fading.kind === 'halfLife') return 0.5 ** (ageMs / fading.halfLifeMs);
	// Bounded, since 1 ** Infinity is no number.
	return fading.kept ** Math.min(Math.floor(ageMs / fading.everyMs), Number.MAX_SAFE_INTEGER);
}
