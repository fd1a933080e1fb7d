/**
 * Takes batches of activities, a line of JSON each, records them, scores their leads, and tells what the store
 * answered, until its input ends or it is killed: `eventProcess.ts <configuration as JSON>`.
 */
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { compileModel } from '../../engine';
import { LeadStoreError, openLeadRepository, scoreKeys, type ActivityInput, type LeadStoreConfig, type RecordOutcome, type Transition } from '../../store';
import { movingModel } from './movingModel';

/**
 * What the store has acknowledged, in the order of the answers. `asked`: how often; what it could not answer before may
 * have been done all the same.
 */
export type Told =
	| { what: 'opened' }
	| { what: 'recorded'; asked: number; outcomes: RecordOutcome[] }
	/** All of these leads are scored and saved at `since` (epoch ms) or later. */
	| { what: 'scored'; asked: number; since: number; keys: string[]; transitions: Transition[] };

/** It has left this process when the call returns, so that no kill can take it back. */
const tell = (told: Told) => writeSync(1, `${JSON.stringify(told)}\n`);

/** Asks again while the store cannot be reached. */
async function insist<Result>(ask: () => Promise<Result>): Promise<{ asked: number; result: Result }> {
	for (let asked = 1; ; asked++) {
		try {
			return { asked, result: await ask() };
		} catch (error) {
			if (!(error instanceof LeadStoreError) || error.code !== 'unreachable') throw error;
		}
	}
}

async function main(config: LeadStoreConfig): Promise<void> {
	const repository = await openLeadRepository(config);
	const scoring = { repository, modelId: movingModel.id, scorer: compileModel(movingModel), clock: Date.now };
	tell({ what: 'opened' });
	for await (const line of createInterface({ input: process.stdin })) {
		const batch = JSON.parse(line) as ActivityInput[];
		const recorded = await insist(() => repository.activities.record(batch, Date.now()));
		tell({ what: 'recorded', asked: recorded.asked, outcomes: recorded.result });
		const since = Date.now();
		const keys = [...new Set(batch.map(({ lead }) => lead))];
		const transitions: Transition[] = [];
		const { asked } = await insist(async () => {
			const outcomes = [...(await scoreKeys({ ...scoring, runId: randomUUID() }, keys)).values()];
			for (const outcome of outcomes) if (outcome.ok && outcome.transition) transitions.push(outcome.transition);
			for (const outcome of outcomes) if (!outcome.ok) throw outcome.error;
		});
		tell({ what: 'scored', asked, since, keys, transitions });
	}
	await repository.close();
}

void main(JSON.parse(process.argv[2] ?? '{}') as LeadStoreConfig);
