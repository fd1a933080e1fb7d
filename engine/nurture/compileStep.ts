import { highestBid } from '../hashing/highestBid';
import type { CampaignStep, StepContent } from './Campaign';
import { compileActivityCheck, type Period } from './compileActivityCheck';

/** What a lead gets in a step. */
export interface Message {
	variant: string | null;
	content: Readonly<StepContent>;
}

export interface CompiledStep {
	id: string;
	afterDays: number;
	/** Why a lead with these activities gets no message, or `null`. */
	reasonToSkip(activities: unknown, period: Period): string | null;
	/** The same for the same lead every time. */
	messageFor(leadKey: string): Message;
}

/** Compiles a step of the campaign `campaignId` that `parseCampaign` has accepted. */
export function compileStep(campaignId: string, { id, afterDays, content = {}, unless, onlyIf, variants = [] }: CampaignStep): CompiledStep {
	const unlessDone = unless && compileActivityCheck(unless);
	const onlyIfDone = onlyIf && compileActivityCheck(onlyIf);
	const messages = variants.map((variant) => ({ key: variant.id, weight: variant.weight, content: { ...content, ...variant.content } }));

	return {
		id,
		afterDays,
		reasonToSkip(activities, period) {
			if (unlessDone?.holds(activities, period)) return `There was ${unlessDone.what}`;
			if (onlyIfDone && !onlyIfDone.holds(activities, period)) return `There was no ${onlyIfDone.what}`;
			return null;
		},
		messageFor(leadKey) {
			const drawn = highestBid(messages, `${campaignId}\n${leadKey}\n${id}`);
			return drawn === null ? { variant: null, content } : { variant: drawn.key, content: drawn.content };
		},
	};
}
