import { readFileSync } from 'node:fs';

/**
 * The present moment in epoch ms. For tests alone, the environment variable `LEAD_SCORING_CLOCK_FILE` may name a file that
 * holds by how many ms the clock is put forward; without it, as everywhere but in tests, this is the machine's clock.
 */
export function now(): number {
	const file = process.env.LEAD_SCORING_CLOCK_FILE;
	if (file === undefined || file === '') return Date.now();
	try {
		return Date.now() + (Number(readFileSync(file, 'utf8')) || 0);
	} catch {
		return Date.now();
	}
}
