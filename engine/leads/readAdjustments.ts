import type { Adjustment } from '../scoring/Lead';
import { toNumber } from '../scoring/values/toNumber';
import type { LeadRefusal } from './LeadFormat';
import { readList } from './readList';

/** The points that people gave a lead, in an item's field; `null` when there is no such field. See `readList`. */
export function readAdjustments(
	item: Record<string, unknown>,
	field: string,
): { ok: true; adjustments: Adjustment[] | null } | LeadRefusal {
	const entries = readList(item, field);
	if (!entries.ok) return entries;
	if (!entries.list) return { ok: true, adjustments: null };
	const adjustments: Adjustment[] = [];
	for (const [index, entry] of entries.list.entries()) {
		const points = toNumber(entry.points);
		if (points === null) {
			return {
				ok: false,
				message: `The field '${field}[${String(index)}].points' must be a number`,
				remedy: `Give every entry of '${field}' its points, e.g. { "points": 10, "reason": "Met at the fair" }.`,
			};
		}
		adjustments.push({ ...entry, points });
	}
	return { ok: true, adjustments };
}
