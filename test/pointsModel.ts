import { parseModel } from '../engine';

const parsed = parseModel({
	format: 1,
	id: 'points',
	name: 'Points',
	version: 1,
	groups: [{ id: 'fit', name: 'Fit', dimension: 'fit', rules: [{ id: 'points', type: 'range', field: 'points', table: [{ from: 70, points: 70 }, { from: 50, points: 50 }] }] }],
});
if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));

/** Scores a lead by its field `points`: 70 of them make it one for sales, 50 one for nurture. */
export const pointsModel = parsed.model;
