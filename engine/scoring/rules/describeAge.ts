import { DAY_MS } from '../dayMs';

/** How long ago, in whole days: `today`, `1 day ago`, `12 days ago`. */
export function describeAge(ageMs: number): string {
	const days = Math.floor(ageMs / DAY_MS);
	if (days === 0) return 'today';
	return days === 1 ? '1 day ago' : `${days} days ago`;
}
