import type { DemoState } from './DemoState.ts';

/**
 * What a run changed that should have changed nothing, a line each: rows written to (even with the same values), rows
 * that came or went, mails that arrived.
 */
export function findChanges(before: DemoState, after: DemoState): string[] {
	const stamps = ({ leads, tasks }: DemoState) => [
		...leads.map((row) => [`lead ${row.email}`, row.updatedAt] as const),
		...tasks.map((row) => [`task ${row.id} for ${row.email}`, row.updatedAt] as const),
	];
	const earlier = new Map(stamps(before));
	const later = new Map(stamps(after));
	const known = new Set(before.mails.map(({ id }) => id));
	return [
		...[...later].filter(([key, stamp]) => earlier.get(key) !== stamp).map(([key]) => `${key} was written`),
		...[...earlier].filter(([key]) => !later.has(key)).map(([key]) => `${key} is gone`),
		...after.mails.filter(({ id }) => !known.has(id)).map(({ to, subject }) => `mail to ${to.join(', ')}: ${subject}`),
	];
}
