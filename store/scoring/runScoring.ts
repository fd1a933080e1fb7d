import { setImmediate } from 'node:timers/promises';
import { LeadStoreError } from '../LeadStoreError';
import type { Page } from '../ports/Page';
import type { Run } from '../ports/Runs';
import type { ScoringInput } from '../ports/Scores';
import type { ScoredLead, ScoreOutcome } from './ScoredLead';
import type { Scoring } from './Scoring';
import { scoreStored } from './scoreStored';
import { FIRST_PART, sizeOfPart } from './sizeOfPart';
import { tellAgain } from './tellAgain';

export interface ScoringRun {
	/** Stable over restarts; an unfinished run of this name is gone on with. */
	name: string;
	/** `due`: only leads whose review has come. */
	which: 'due' | 'all';
	/** How many leads are read, scored and saved at a time. By default few to begin with, then as many as leave the event loop free. */
	pageSize?: number;
}

/** So much work, in ms, may be done again after a crash, beside what is under way; to write down how far the run has come takes as long as saving a page. */
const ADVANCE_EVERY_MS = 100;

const takenOver = (): LeadStoreError =>
	new LeadStoreError(
		'failed',
		'Another execution has taken this scoring run over, and gives out all its changes',
		'Nothing is lost. Let the schedule wait longer between two runs than one takes.',
	);

/**
 * Scores many leads of the store in pages, in constant memory and with turns for others. Where it is cancelled or crashes, the next run of the
 * same name goes on. All changes of band that belong to the run are given out by the attempt that finishes it, each
 * once, also those that an earlier attempt had saved.
 *
 * @returns the finished run, its counts over all attempts
 * @throws LeadStoreError when the store fails, or another attempt has taken the run over
 */
export async function* runScoring(scoring: Scoring, { name, which, pageSize }: ScoringRun): AsyncGenerator<ScoredLead[], Run, void> {
	const { repository, clock, signal } = scoring;
	const begun = clock();
	const run = await repository.runs.begin(name, begun);
	const ofRun: Scoring = { ...scoring, runId: run.id };
	const told = new Set<string>();
	// Before anything newer, so that the changes of a lead come in order.
	if (run.resumed) yield* tellAgain(ofRun, run.id, told);

	let mayHaveMissed = run.resumed;
	let advancedAt = performance.now();
	try {
		// What becomes due from here on is for the next run, or this one would follow a busy store without end.
		for await (const { read, next, outcomes } of scoreAhead(ofRun, { dueAt: which === 'due' ? begun : null, after: run.cursor }, pageSize)) {
			const scored: ScoredLead[] = [];
			for (const outcome of await outcomes) {
				if (outcome.ok) {
					// A save that was answered with an error may have been kept all the same.
					mayHaveMissed ||= outcome.attempts > 1;
					if (outcome.transition) told.add(outcome.transition.id);
					scored.push(outcome);
				} else if (outcome.error.code !== 'notFound') throw outcome.error;
			}
			run.read += read;
			run.scored += scored.length;
			run.changed = told.size;
			run.cursor = next;
			await setImmediate();
			if (next !== null && performance.now() - advancedAt >= ADVANCE_EVERY_MS) {
				if (!(await repository.runs.advance(run))) throw takenOver();
				advancedAt = performance.now();
			}
			if (scored.length > 0) yield scored;
		}
	} finally {
		// Where it is cancelled, nothing is done again, unless the store has gone, too. After the last page there is no cursor to go on from.
		if (signal?.aborted && run.cursor !== null) await repository.runs.advance(run).catch(() => undefined);
	}

	if (mayHaveMissed) yield* tellAgain(ofRun, run.id, told);
	run.changed = told.size;
	if (!(await repository.runs.finish(run, clock()))) throw takenOver();
	return run;
}

/** A part of a run that is being scored and saved. */
interface Part {
	read: number;
	/** Where the next one begins; `null` after the last. */
	next: string | null;
	outcomes: Promise<ScoreOutcome[]>;
}

/**
 * Gives out the parts one after the other, and has the next one read, scored and saved meanwhile: while one waits for the
 * disk or the server, there is work on the other. What was begun is given out also where the run cannot go on.
 */
async function* scoreAhead(scoring: Scoring, { dueAt, after }: { dueAt: number | null; after: string | null }, pageSize?: number): AsyncGenerator<Part, void, void> {
	const { repository, modelId, signal } = scoring;
	let size = FIRST_PART;
	let ahead: Part | null = null;
	try {
		for (let cursor = after, more = true; more; ) {
			let page: Page<ScoringInput>;
			try {
				signal?.throwIfAborted();
				page = await repository.scores.page({ modelId, dueAt, after: cursor, limit: pageSize ?? size });
			} catch (error) {
				if (ahead) yield ahead;
				throw error;
			}
			const { rows, next } = page;
			size = sizeOfPart(rows);
			await setImmediate();
			const before: Part | null = ahead;
			ahead = { read: rows.length, next, outcomes: scoreStored(scoring, rows) };
			// Whoever awaits them is told; until then nobody may be.
			ahead.outcomes.catch(() => undefined);
			if (before) yield before;
			cursor = next;
			more = next !== null;
		}
		if (ahead) yield ahead;
	} finally {
		await ahead?.outcomes.catch(() => undefined);
	}
}
