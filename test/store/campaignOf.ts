import { parseCampaign, type Campaign } from '../../engine';

/** A campaign of two steps, three days apart, for leads in nurture; `more` is laid over. */
export function campaignOf(more: Partial<Campaign> = {}): Campaign {
	const checked = parseCampaign({
		format: 1,
		id: 'warm-up',
		name: 'Warm-up',
		version: 1,
		enter: { bands: ['nurture'] },
		goal: { bands: ['sales'] },
		exit: { bands: ['cold'] },
		reenterAfterDays: 90,
		steps: [
			{ id: 'guide', afterDays: 0, content: { subject: 'The guide' } },
			{ id: 'case', afterDays: 3, content: { subject: 'The story' }, variants: [{ id: 'a', weight: 1 }, { id: 'b', weight: 1, content: { subject: 'The other story' } }] },
		],
		...more,
	});
	if (!checked.ok) throw new Error(JSON.stringify(checked.issues));
	return checked.campaign;
}
