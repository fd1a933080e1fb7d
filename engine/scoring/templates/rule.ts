import type { ActivityRule, AttributeRule, Condition, InactivityRule, LookupRule, RangeRule } from '../Model';

/** A rule in one line of a template: id, the label that people read as the reason, then what gives how many points. */
export const rule = {
	/** Points while a condition on the lead's attributes holds. */
	when: (id: string, label: string, points: number, when: Condition): AttributeRule => ({
		id,
		label,
		type: 'attribute',
		when,
		points,
	}),
	/** Points by value, the best one if the field is a list. */
	byValue: (id: string, label: string, field: string, points: Record<string, number>): LookupRule => ({
		id,
		label,
		type: 'lookup',
		field,
		table: Object.entries(points).map(([value, worth]) => ({ value, points: worth })),
	}),
	/** Points by the highest step that a number reaches: `[from, points]`, ascending. */
	bySize: (id: string, label: string, field: string, steps: [from: number, points: number][]): RangeRule => ({
		id,
		label,
		type: 'range',
		field,
		table: steps.map(([from, points], index) => {
			const next = steps[index + 1];
			return next ? { from, to: next[0], points } : { from, points };
		}),
	}),
	/** Points for every time that the lead did something, up to `limit`. */
	each: (
		id: string,
		label: string,
		activity: string | string[],
		points: number,
		limit: number,
		more: Pick<ActivityRule, 'where' | 'withinDays' | 'decay'> = {},
	): ActivityRule => ({ id, label, type: 'activity', activity, points, per: 'each', limit, ...more }),
	/** Points for having done something at all, however often. */
	once: (
		id: string,
		label: string,
		activity: string | string[],
		points: number,
		more: Pick<ActivityRule, 'where' | 'withinDays' | 'minCount' | 'maxCount' | 'decay'> = {},
	): ActivityRule => ({ id, label, type: 'activity', activity, points, per: 'once', ...more }),
	/** Points, below zero, for having done nothing for so many days after having done something. */
	silence: (id: string, label: string, points: number, days: number): InactivityRule => ({
		id,
		label,
		type: 'inactivity',
		days,
		points,
	}),
};
