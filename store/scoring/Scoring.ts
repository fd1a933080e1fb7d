import type { Scorer } from '../../engine';
import type { LeadRepository } from '../LeadRepository';

/** Scoring leads of a store by one model. */
export interface Scoring {
	repository: LeadRepository;
	modelId: string;
	/** Compiled from that model with contributions and `nextReviewAt`. */
	scorer: Scorer;
	/** The moment, epoch ms. Asked after leads were read, so that what they did just before counts. */
	clock(): number;
	/** Marks the changes of band as of this run. */
	runId?: string;
	/** Ends the work soon after it aborts, by throwing its reason. */
	signal?: AbortSignal | undefined;
}
