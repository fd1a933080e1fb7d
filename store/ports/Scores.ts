import type { Contribution, Lead, ScoreChangeReason, ScoreResult } from '../../engine';
import type { Page, PageQuery } from './Page';
import type { Transition } from './Transitions';

export interface ScoreState {
	score: number;
	raw: number;
	fit: number;
	engagement: number;
	/** Points given by people. */
	adjustment: number;
	grade: string | null;
	segment: string | null;
	band: string;
	/** Since when it is in this band. */
	bandSince: number;
	modelVersion: number;
	scoredAt: number;
	nextReviewAt: number | null;
	/** Group totals after and before their limits. */
	groups: ScoreResult['groups'];
	contributions: Contribution[];
}

/** What scoring must know of the score before it. */
export type EarlierScore = Pick<ScoreState, 'score' | 'band' | 'bandSince'>;

/** A lead as scoring needs it, and what a save must find unchanged. */
export interface ScoringInput {
	/** Of the store; opaque. */
	id: string;
	/** Changes whenever anything about the lead or its score does. */
	revision: number;
	lead: Lead & { key: string };
	/** `null`: never scored by this model. */
	state: EarlierScore | null;
	/** By band id, when it last entered that band under this model, e.g. to hand it to sales at most once in some days. */
	enteredBands: Record<string, number>;
}

export interface ScoreSave {
	input: ScoringInput;
	/** Scored with `nextReviewAt` and contributions, from exactly this input. */
	result: ScoreResult;
}

/** `saved: false`: something changed since the read; read again and score again. */
export type SaveOutcome = { saved: true; transition: Transition | null } | { saved: false };

export interface ScoreChange {
	at: number;
	/** Points of change; those of all changes add up to the current score. */
	delta: number;
	score: number;
	band: string;
	modelVersion: number;
	/** The rules whose points are other than before, by how much, largest first. */
	reasons: ScoreChangeReason[];
}

export interface Scores {
	/** In the order of `keys`; `null` for one that is not known. */
	read(modelId: string, keys: readonly string[]): Promise<(ScoringInput | null)[]>;
	/**
	 * Leads in a stable order, to stream in pages. `dueAt`: only those whose review has come by then, because time, news,
	 * or a new model version may have moved them; a lead never scored is due.
	 */
	page(query: PageQuery & { modelId: string; dueAt: number | null }): Promise<Page<ScoringInput>>;
	/**
	 * Compare and set: each save counts only if its lead is as it was read. State, history and, where the band changed,
	 * exactly one transition are written together.
	 *
	 * @param runId marks the transitions as of this run
	 */
	save(modelId: string, saves: readonly ScoreSave[], now: number, runId?: string): Promise<SaveOutcome[]>;
	get(modelId: string, key: string): Promise<ScoreState | null>;
	/** Latest first. */
	history(modelId: string, key: string, query: PageQuery): Promise<Page<ScoreChange>>;
}
