import type { Lead, ScoreResult } from '../../engine';
import type { LeadStoreError } from '../LeadStoreError';
import type { Transition } from '../ports/Transitions';

/** A lead of the store whose score is saved. */
export interface ScoredLead {
	/** As it was scored. */
	lead: Lead & { key: string };
	result: ScoreResult;
	/** `null`: never scored before by this model. */
	previousBand: string | null;
	/** `null`: the band is the previous one. */
	transition: Transition | null;
	/** By band id, when the lead last entered it before this scoring (epoch ms). */
	enteredBands: Record<string, number>;
}

export type ScoreOutcome = ({ ok: true; attempts: number } & ScoredLead) | { ok: false; error: LeadStoreError };
