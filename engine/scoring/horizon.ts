import { compileModel } from './compileModel';
import type { Lead } from './Lead';
import type { Model } from './Model';

/**
 * Until when a lead's band is certain: the first moment after `now` (both epoch ms) at which the band, with no
 * new data, may be another; `null` if it never is. Never late; early only where negative points fade. For one
 * lead; for many, compile the model once and read `nextReviewAt`.
 */
export function horizon(model: Model, lead: Lead, now: number, previousBand: string | null = null): number | null {
	const { nextReviewAt } = compileModel(model, { explain: false }).score(lead, now, previousBand);
	return nextReviewAt ? Date.parse(nextReviewAt) : null;
}
