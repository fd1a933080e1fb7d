import { DAY_MS } from '../scoring/dayMs';
import type { ExplainOptions } from './Explanation';
import { toLocale } from './toLocale';

/** From here on, people want the date and not the number of days. */
const DAYS_TOLD = 60;

/** How numbers, points and moments are written. */
export interface Formats {
	/** A score or a count. */
	number(value: number): string;
	/** Points with their sign: `+12.5`. */
	points(value: number): string;
	/** When something was, before `now` (epoch ms): `today`, `2 days ago`, `on 22 Sept 2026`. */
	moment(at: number, now: number): string;
	/** The locale's language, e.g. `nb`. */
	language: string;
}

function dateFormat(locale: string, timeZone: string): Intl.DateTimeFormat {
	try {
		return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone });
	} catch {
		return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
	}
}

/** @param decimals of the model's score; points show one more than none */
export function compileFormats({ locale = '', timeZone = 'UTC' }: ExplainOptions, decimals: number): Formats {
	const known = toLocale(locale) ?? 'en-GB';
	const numbers = new Intl.NumberFormat(known, { maximumFractionDigits: decimals });
	const signed = new Intl.NumberFormat(known, {
		signDisplay: 'exceptZero',
		maximumFractionDigits: Math.max(decimals, 1),
		// Points that have nearly faded are still not 0.
		maximumSignificantDigits: 2,
		roundingPriority: 'morePrecision',
	});
	const dates = dateFormat(known, timeZone);
	return {
		number: (value) => numbers.format(value),
		points: (value) => signed.format(value).replace('-', '−'),
		moment(at, now) {
			const days = Math.floor((now - at) / DAY_MS);
			if (days >= DAYS_TOLD) return `on ${dates.format(at)}`;
			if (days === 0) return 'today';
			return days === 1 ? '1 day ago' : `${days} days ago`;
		},
		language: new Intl.Locale(known).language,
	};
}
