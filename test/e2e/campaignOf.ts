import { parseCampaign, type Campaign } from '../../engine';

/** What the steps of `campaignOf` are called. */
export const STEPS = ['one', 'two', 'three'];

/** A campaign of three steps, the first at once, the others a day after the one before; `more` is laid over. */
export function campaignOf(id: string, more: object = {}): Campaign {
	const checked = parseCampaign({
		format: 1,
		id,
		name: id,
		version: 1,
		enter: { bands: ['nurture'] },
		goal: { bands: ['sales'] },
		steps: STEPS.map((step, index) => ({ id: step, afterDays: index === 0 ? 0 : 1, content: { subject: `Text of ${step}` } })),
		...more,
	});
	if (!checked.ok) throw new Error(JSON.stringify(checked.issues));
	return checked.campaign;
}
