import fc from 'fast-check';
import { toIso } from '../../../engine/scoring/toIso';

const LAST_INSTANT_MS = 8.64e15;

describe('toIso', () => {
	it('writes every moment as Date does', () => {
		const instants = fc.oneof(
			fc.integer({ min: -LAST_INSTANT_MS, max: LAST_INSTANT_MS }),
			fc.integer({ min: 0, max: 4_102_444_800_000 }),
			fc.constantFrom(0, -1, 1, 59_999, 60_000, 86_399_999, 86_400_000, 253_402_300_799_999, 253_402_300_800_000, LAST_INSTANT_MS, -LAST_INSTANT_MS),
		);
		fc.assert(
			fc.property(instants, (instant) => {
				expect(toIso(instant)).toBe(new Date(instant).toISOString());
			}),
			{ numRuns: 2000 },
		);
	});
});
