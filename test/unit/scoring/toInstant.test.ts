import fc from 'fast-check';
import { toInstant } from '../../../engine';

describe('toInstant', () => {
	it.each<[unknown, string | number | null]>([
		['2026-11-22T08:00:00Z', '2026-11-22T08:00:00Z'],
		['2026-11-22T08:00:00.125Z', '2026-11-22T08:00:00.125Z'],
		[' 2026-11-22T08:00:00Z ', '2026-11-22T08:00:00Z'],
		['2026-11-22T08:00:00', '2026-11-22T08:00:00Z'],
		['2026-11-22 08:00:00', '2026-11-22T08:00:00Z'],
		['2026-11-22T10:30:00+02:30', '2026-11-22T08:00:00Z'],
		['2026-11-22T10:00:00.000+0200', '2026-11-22T08:00:00Z'],
		['2026-11-22T06:00:00-02', '2026-11-22T08:00:00Z'],
		['2026-11-22T08:00Z', '2026-11-22T08:00:00Z'],
		['2026-11-22T08:00:00.1239Z', '2026-11-22T08:00:00.123Z'],
		['2026-11-22', '2026-11-22T00:00:00Z'],
		['2026-11', '2026-11-01T00:00:00Z'],
		['2024-02-29T00:00:00Z', '2024-02-29T00:00:00Z'],
		['2026-11-22T24:00:00Z', '2026-11-23T00:00:00Z'],
		['0000-02-29T00:00:00Z', '0000-02-29T00:00:00Z'],
		[1795334400000, 1795334400000],
		['1795334400000', 1795334400000],
		['0', 0],
		[-5.5, -5.5],
		[new Date(7), 7],
		['2026-02-29T00:00:00Z', null],
		['1900-02-29T00:00:00Z', null],
		['2026-13-01', null],
		['2026-00-01T00:00:00Z', null],
		['2026-11-00T00:00:00Z', null],
		['2026-11-22T25:00:00Z', null],
		['2026-11-22T24:00:01Z', null],
		['2026-11-22T08:60:00Z', null],
		['2026-1a-22T08:00:00Z', null],
		['22.11.2026', null],
		['yesterday', null],
		['', null],
		['9'.repeat(20), null],
		[NaN, null],
		[Infinity, null],
		[true, null],
		[null, null],
		[{}, null],
		[new Date(NaN), null],
	])('%p', (value, expected) => {
		expect(toInstant(value)).toBe(typeof expected === 'string' ? Date.parse(expected) : expected);
	});

	it('agrees with the platform on every timestamp that it writes', () => {
		fc.assert(
			fc.property(fc.date({ min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true }), (date) => {
				expect(toInstant(date.toISOString())).toBe(date.getTime());
				const seconds = `${date.toISOString().slice(0, 19)}Z`;
				expect(toInstant(seconds)).toBe(Date.parse(seconds));
			}),
			{ numRuns: 2000 },
		);
	});

	it('never throws, and takes linear time', () => {
		fc.assert(fc.property(fc.string(), (text) => void toInstant(text)));
		expect(toInstant(`2026-11-22T08:00:00.${'1'.repeat(1_000_000)}`)).toBeNull();
	});
});
