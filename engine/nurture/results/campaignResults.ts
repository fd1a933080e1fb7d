import type { Campaign } from '../Campaign';
import { lift, type CampaignLift } from './lift';
import { proportion, type Proportion } from './proportion';

/** Leads, each counted once, and how many of them reached the goal after that. */
export interface ReachCount {
	leads: number;
	reached: number;
}

/** Of the leads that were sent a step, and its variant if it has any, each counted once. */
export interface StepCount extends ReachCount {
	step: string;
	variant: string | null;
	opened: number;
	clicked: number;
	replied: number;
}

/** What is counted of a campaign. Contacted and held-out leads must be counted alike, over the same time. */
export interface CampaignCounts {
	/** Enrolled and not held out, whether a step was sent to them yet or not. */
	contacted: ReachCount;
	/** Enrolled and held out. */
	heldOut: ReachCount;
	sent: readonly StepCount[];
	/** Held-out leads that have passed a step: who would have been sent it. */
	passedHeldOut: readonly (ReachCount & { step: string })[];
}

export interface StepResult {
	step: string;
	variant: string | null;
	/** Leads. */
	sent: number;
	opened: Proportion | null;
	clicked: Proportion | null;
	replied: Proportion | null;
	reached: Proportion | null;
	/** `reached` of those sent to against the held-out leads that passed the step. */
	lift: CampaignLift | null;
}

/** What a campaign achieved; a share of nobody, and a comparison with nobody, is `null`. */
export interface CampaignResults {
	contacted: Proportion | null;
	heldOut: Proportion | null;
	/** What the campaign as a whole does: enrolled against held out, whatever became of them since. */
	lift: CampaignLift | null;
	/** In the campaign's order; steps and variants that it no longer has come last. */
	steps: StepResult[];
}

/** Works out a campaign's results from counts. */
export function campaignResults(campaign: Campaign, { contacted, heldOut, sent, passedHeldOut }: CampaignCounts): CampaignResults {
	const order = campaign.steps.flatMap(({ id, variants = [] }) => [null, ...variants.map((variant) => variant.id)].map((variant) => `${id}/${variant}`));
	const placeOf = ({ step, variant }: StepCount): number => {
		const place = order.indexOf(`${step}/${variant}`);
		return place < 0 ? order.length : place;
	};
	const control = new Map(passedHeldOut.map(({ step, leads, reached }) => [step, proportion(reached, leads)]));
	const all = proportion(contacted.reached, contacted.leads);
	const without = proportion(heldOut.reached, heldOut.leads);

	return {
		contacted: all,
		heldOut: without,
		lift: lift(all, without),
		steps: [...sent]
			.sort((a, b) => placeOf(a) - placeOf(b))
			.map((count) => {
				const { step, variant, leads } = count;
				const reached = proportion(count.reached, leads);
				return {
					step,
					variant,
					sent: leads,
					opened: proportion(count.opened, leads),
					clicked: proportion(count.clicked, leads),
					replied: proportion(count.replied, leads),
					reached,
					lift: lift(reached, control.get(step) ?? null),
				};
			}),
	};
}
