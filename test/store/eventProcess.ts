/**
 * Takes batches of activities, a line of JSON each, records them, scores their leads, and tells what the store
 * answered, until its input ends or it is killed: `eventProcess.ts <configuration as JSON>`.
 */
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { compileModel } from '../../engine';
import { openLeadRepository, scoreKeys, type ActivityInput, type LeadStoreConfig, type RecordOutcome, type Transition } from '../../store';
import { movingModel } from './movingModel';

/** What the store has acknowledged, in the order of the answers. */
export type Told =
	| { what: 'opened' }
	| { what: 'recorded'; outcomes: RecordOutcome[] }
	/** All of these leads are scored and saved at `since` (epoch ms) or later. */
	| { what: 'scored'; since: number; keys: string[]; transitions: Transition[] };

/** It has left this process when the call returns, so that no kill can take it back. */
const tell = (told: Told) => writeSync(1, `${JSON.stringify(told)}\n`);

async function main(config: LeadStoreConfig): Promise<void> {
	const repository = await openLeadRepository(config);
	const scoring = { repository, modelId: movingModel.id, scorer: compileModel(movingModel), clock: Date.now };
	tell({ what: 'opened' });
	for await (const line of createInterface({ input: process.stdin })) {
		const batch = JSON.parse(line) as ActivityInput[];
		tell({ what: 'recorded', outcomes: await repository.activities.record(batch, Date.now()) });
		const since = Date.now();
		const keys = [...new Set(batch.map(({ lead }) => lead))];
		const transitions: Transition[] = [];
		for (const outcome of (await scoreKeys({ ...scoring, runId: randomUUID() }, keys)).values()) {
			if (!outcome.ok) throw outcome.error;
			if (outcome.transition) transitions.push(outcome.transition);
		}
		tell({ what: 'scored', since, keys, transitions });
	}
	await repository.close();
}

void main(JSON.parse(process.argv[2] ?? '{}') as LeadStoreConfig);
