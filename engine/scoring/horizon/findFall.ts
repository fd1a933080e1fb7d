/** A total that falls, or stays, as time passes. */
export interface Fall {
	/** The total at a moment (epoch ms), less what is needed: from below 0 on it counts as fallen. About, where `holds` decides. */
	excessAt(at: number): number;
	/** Whether it has not fallen yet at the moment asked for last. */
	holds(): boolean;
	/** Moments, in any order, at which it may fall by a jump. Elsewhere it is expected to go down smoothly. */
	jumps: readonly number[];
	/** Whether to go on looking. */
	mayGoOn(): boolean;
}

/** Every so many tries the middle is taken, whatever the others lead one to expect. */
const MIDDLE_EVERY = 4;

/**
 * The whole millisecond at which a total has just fallen, where it has not at `from` and has at `to`; an earlier
 * one, but after `from`, if it may not go on looking. First the jumps are told apart, then what lies between two of
 * them is interpolated (regula falsi, in the Illinois form).
 */
export function findFall(fall: Fall, from: number, fromExcess: number, to: number, toExcess: number): number {
	let low = from;
	let high = to;
	let lowExcess = fromExcess;
	let highExcess = toExcess;
	let hasJumps = true;
	let isEndKnown = false;
	let wasHigh: boolean | null = null;
	for (let tries = 1; high - low > 1 && fall.mayGoOn(); ) {
		const jump = hasJumps ? nearestMiddle(fall.jumps, low, high) : null;
		let at = high - 1;
		const isSmooth = jump === null && isEndKnown;
		if (jump !== null) at = jump;
		else if (isSmooth) {
			const share = tries++ % MIDDLE_EVERY === 0 ? 0.5 : lowExcess / (lowExcess - highExcess);
			const guess = Math.floor(low + (high - low) * share);
			at = guess > low && guess < high ? guess : share > 0.5 ? high - 1 : low + 1;
		} else {
			hasJumps = false;
			isEndKnown = true;
		}

		const excess = fall.excessAt(at);
		const isHigh = !fall.holds();
		if (isHigh) {
			high = at;
			highExcess = excess;
		} else {
			low = at;
			lowExcess = excess;
		}
		if (!isSmooth) continue;
		// What stays where it is for the second time pulls less.
		if (isHigh && wasHigh === true) lowExcess /= 2;
		if (!isHigh && wasHigh === false) highExcess /= 2;
		wasHigh = isHigh;
	}
	return high - low > 1 ? low + 1 : high;
}

/** Of the moments between two, the one nearest to their middle; `null` if there is none. */
function nearestMiddle(moments: readonly number[], low: number, high: number): number | null {
	const middle = (low + high) / 2;
	let nearest: number | null = null;
	for (const moment of moments) {
		if (moment > low && moment < high && (nearest === null || Math.abs(moment - middle) < Math.abs(nearest - middle))) nearest = moment;
	}
	return nearest;
}
