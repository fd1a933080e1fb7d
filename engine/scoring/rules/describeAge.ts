/** How long ago, by whole days: `today`, `1 day ago`, `12 days ago`. */
export function describeAge(days: number): string {
	if (days === 0) return 'today';
	return days === 1 ? '1 day ago' : `${days} days ago`;
}
