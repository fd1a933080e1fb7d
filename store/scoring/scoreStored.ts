import { setImmediate, setTimeout } from 'node:timers/promises';
import { LeadStoreError } from '../LeadStoreError';
import type { ScoreSave, ScoringInput } from '../ports/Scores';
import { takeTurns } from '../takeTurns';
import type { ScoreOutcome } from './ScoredLead';
import type { Scoring } from './Scoring';

/** How often a lead is scored that others change all the time. */
const MOST_ATTEMPTS = 25;
/** How many of those are read, scored and saved at a time: the fewer, the shorter they must be left alone. */
const CONTESTED_PART = 20;
/** How long to let the others finish, in ms: up to twice as long each time. */
const FIRST_PAUSE_MS = 4;
const LONGEST_PAUSE_MS = 500;

const gone = (): ScoreOutcome => ({
	ok: false,
	error: new LeadStoreError('notFound', 'The lead is no longer in the store', 'It was erased while it was scored. Nothing is to be done.'),
});

const tooBusy = ({ lead }: ScoringInput): ScoreOutcome => ({
	ok: false,
	error: new LeadStoreError(
		'failed',
		`The lead ${lead.key} was changed by others each of the ${MOST_ATTEMPTS} times that it was scored`,
		'Score it again later, or let fewer workflows write to the same lead at once.',
	),
});

/**
 * Scores leads as they were read and saves the scores. A lead that somebody changed in the meantime is read and
 * scored again, so that of any number who do this at once exactly one tells a change of band.
 *
 * @param inputs each lead once; `null` for one that is not known
 * @returns in the order of `inputs`. Once a part is saved, a failing store fails the rest alone.
 * @throws LeadStoreError when nothing could be saved
 */
export async function scoreStored(scoring: Scoring, inputs: readonly (ScoringInput | null)[]): Promise<ScoreOutcome[]> {
	const { signal } = scoring;
	const outcomes: (ScoreOutcome | undefined)[] = inputs.map(() => undefined);
	const left: Left = new Map(inputs.flatMap((input, place) => (input === null ? [] : [[place, input]])));
	try {
		for (let attempts = 1; left.size > 0 && attempts <= MOST_ATTEMPTS; attempts++) {
			if (attempts > 1) {
				const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempts - 2));
				await setTimeout(pause * Math.random(), undefined, { ...(signal && { signal }) });
			}
			const places = [...left.keys()];
			const size = attempts === 1 ? places.length : CONTESTED_PART;
			for (let start = 0; start < places.length; start += size) {
				const part = places.slice(start, start + size);
				if (attempts > 1) await readAgain(scoring, part, left);
				await scoreAndSave(scoring, part, left, outcomes, attempts);
			}
		}
	} catch (error) {
		if (!(error instanceof LeadStoreError) || !outcomes.some((outcome) => outcome?.ok)) throw error;
		for (const place of left.keys()) outcomes[place] = { ok: false, error };
		left.clear();
	}
	for (const [place, input] of left) outcomes[place] = tooBusy(input);
	// Made only where it is needed: an error takes as long as a score.
	return inputs.map((_, place) => outcomes[place] ?? gone());
}

/** What is still to be scored, by its place in the list of inputs. */
type Left = Map<number, ScoringInput>;

async function readAgain({ repository, modelId }: Scoring, part: readonly number[], left: Left): Promise<void> {
	const inputs = await repository.scores.read(modelId, part.map((place) => left.get(place)!.lead.key));
	for (const [index, place] of part.entries()) {
		const input = inputs[index];
		if (input) left.set(place, input);
		else left.delete(place);
	}
}

async function scoreAndSave({ repository, modelId, scorer, clock, runId, signal }: Scoring, part: readonly number[], left: Left, outcomes: (ScoreOutcome | undefined)[], attempts: number): Promise<void> {
	const now = clock();
	const giveWay = takeTurns(signal);
	const saves: (ScoreSave & { place: number })[] = [];
	for (const place of part) {
		const input = left.get(place);
		if (!input) continue;
		await giveWay();
		saves.push({ place, input, result: scorer.score(input.lead, now, input.state?.band ?? null) });
	}
	await (giveWay() ?? setImmediate());
	const saved = await repository.scores.save(modelId, saves, now, runId);
	for (const [index, { place, input, result }] of saves.entries()) {
		const outcome = saved[index]!;
		if (!outcome.saved) continue;
		const { lead, state, enteredBands } = input;
		outcomes[place] = { ok: true, attempts, lead, result, previousBand: state?.band ?? null, transition: outcome.transition, enteredBands };
		left.delete(place);
	}
}
