/** The next step where the store has none of these yet. */
export const howToSave = {
	campaign: 'Save one first: with the Lead Store node (Campaign: Save), or by an active Nurture Campaign Trigger',
	model: 'Save one first: with the Lead Store node (Model: Save), or by a Lead Score node that keeps its state in the store',
};
