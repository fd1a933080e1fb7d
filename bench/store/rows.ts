import { createHash } from 'node:crypto';
import type { explainChange as ExplainChange, ExplainedScore, ScoreResult } from '../../engine/index.ts';
import type { ActivityInput, ScoringInput } from '../../store/index.ts';
import { makeLead } from '../makeLead.ts';
import type { Columns, Row } from './Bare.ts';

export const activityColumns = { lead_id: 'bigint', id: 'text', type: 'text', at: 'bigint', properties: 'text' } as const satisfies Columns;
export const stateColumns = {
	model_id: 'text',
	lead_id: 'bigint',
	score: 'double precision',
	raw: 'double precision',
	fit: 'double precision',
	engagement: 'double precision',
	adjustment: 'double precision',
	grade: 'text',
	segment: 'text',
	band: 'text',
	band_since: 'bigint',
	model_version: 'bigint',
	scored_at: 'bigint',
	next_review_at: 'bigint',
	group_points: 'text',
	contributions: 'text',
	entered_bands: 'text',
} as const satisfies Columns;
export const reviewColumns = { model_id: 'text', lead_id: 'bigint', due_at: 'bigint' } as const satisfies Columns;
export const changeColumns = {
	model_id: 'text',
	lead_id: 'bigint',
	at: 'bigint',
	delta: 'double precision',
	score: 'double precision',
	band: 'text',
	model_version: 'bigint',
	reasons: 'text',
} as const satisfies Columns;
export const transitionColumns = {
	id: 'text',
	model_id: 'text',
	lead_id: 'bigint',
	from_band: 'text',
	to_band: 'text',
	score: 'double precision',
	at: 'bigint',
	run_id: 'text',
} as const satisfies Columns;

/** Lead number `n` with its activities, as the store takes them; the ids are those of a tracker. */
export function storeLead(n: number): { key: string; attributes: Record<string, unknown>; activities: ActivityInput[] } {
	const { attributes, activities } = makeLead(n);
	const key = attributes.email.toLowerCase();
	const idOf = (index: number): string => createHash('md5').update(`${n} ${index}`).digest('base64url');
	return { key, attributes, activities: activities.map((activity, index) => ({ lead: key, id: idOf(index), ...activity })) };
}

/** The row that the store makes of an activity. */
export const activityRow = (leadId: number, { id, type, at, properties }: ActivityInput): Row => ({
	lead_id: leadId,
	id: id!,
	type,
	at,
	properties: JSON.stringify(properties),
});

/** All rows that saving one score writes. */
export interface ScoreRows {
	leadId: number;
	state: Row;
	review: Row | null;
	change: Row | null;
	transition: Row | null;
}

/** What the store writes for a score, worked out beforehand. `earlier`: the one before it, where the store has one. */
export function scoreRows(explainChange: typeof ExplainChange, { id, state, enteredBands }: ScoringInput, earlier: ExplainedScore | null, result: ScoreResult, now: number): ScoreRows {
	const leadId = Number(id);
	const { score, raw, fit, engagement, adjustment, grade, segment, band, model } = result;
	const own = { model_id: model.id, lead_id: leadId };
	const moved = band !== state?.band;
	const dueAt = result.nextReviewAt ? Date.parse(result.nextReviewAt) : null;
	const delta = score - (state?.score ?? 0);
	return {
		leadId,
		state: {
			...own,
			...{ score, raw, fit, engagement, adjustment, grade, segment, band },
			band_since: moved ? now : state!.bandSince,
			model_version: model.version,
			scored_at: now,
			next_review_at: dueAt,
			group_points: JSON.stringify(result.groups),
			contributions: JSON.stringify(result.contributions),
			entered_bands: JSON.stringify(moved ? { ...enteredBands, [band]: now } : enteredBands),
		},
		review: dueAt === null ? null : { ...own, due_at: dueAt },
		change: delta === 0 && !moved ? null : { ...own, at: now, delta, score, band, model_version: model.version, reasons: JSON.stringify(explainChange(earlier, result)) },
		transition: moved ? { ...own, id: crypto.randomUUID(), from_band: state?.band ?? null, to_band: band, score, at: now, run_id: null } : null,
	};
}
