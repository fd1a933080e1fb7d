import type { IDataObject } from 'n8n-workflow';
import type { RecordOutcome } from '../../../store';
import { isProblem, type Problem } from '../../Problem';
import type { Attempt, Operation, Outgoing } from '../Operation';
import { attemptEach } from '../run/attemptEach';
import { itemJson } from '../run/itemJson';
import { toIso } from '../run/toIso';
import type { ReadEvent } from './compileEventReader';
import { readEvents, type ItemEvents } from './readEvents';
import { recordEvents } from './recordEvents';
import { recordFields } from './recordFields';

/** Refusals that an item's summary tells. */
const MOST_REFUSALS = 20;

interface Recorded {
	event: ReadEvent;
	outcome: RecordOutcome & { ok: true };
}

interface ItemOutcome extends Omit<ItemEvents, 'events'> {
	recorded: Recorded[];
}

/** Why an item is a failure: the store failed, or each of its events was refused. */
function failureOf({ received, recorded, bots, withoutConsent, refused }: ItemOutcome): Problem | null {
	const [first, ...others] = refused;
	if (!first || recorded.length + bots + withoutConsent > 0) return null;
	if (others.length === 0) return first.problem;
	const issues = refused.slice(0, MOST_REFUSALS).map(({ index, problem }) => ({ path: `Event ${index + 1}`, message: problem.message }));
	return { message: `None of the item's ${received} events can be recorded`, ...(first.problem.remedy !== undefined && { remedy: first.problem.remedy }), issues };
}

function summarise({ received, recorded, bots, withoutConsent, refused }: ItemOutcome): IDataObject {
	const keys = [...new Set(recorded.map(({ outcome }) => outcome.key))];
	const known = recorded.filter(({ outcome }) => outcome.known).length;
	return {
		// Names the lead for the next node, where there is but one.
		...(keys.length === 1 && { key: keys[0] }),
		leadStore: {
			...(keys.length === 1 && { key: keys[0] }),
			received,
			recorded: recorded.length - known,
			known,
			bots,
			withoutConsent,
			refused: refused.length,
			leads: keys,
			...(refused.length > 0 && {
				refusals: refused.slice(0, MOST_REFUSALS).map(({ index, problem }) => ({ event: index + 1, message: problem.message, remedy: problem.remedy ?? '' })),
			}),
		},
	};
}

const describe = ({ event, outcome }: Recorded): IDataObject => ({
	key: outcome.key,
	leadStore: { key: outcome.key, activityId: outcome.id, type: event.activity.type, at: toIso(event.activity.at), known: outcome.known },
});

export const record: Operation = {
	option: {
		name: 'Record',
		value: 'record',
		action: 'Record activities',
		description: 'Keep what leads and visitors did, each event once: page views, form submissions, clicks, meetings',
	},
	fields: recordFields,
	async execute(run) {
		const readings = await attemptEach(
			run,
			(parameters) => {
				const read = readEvents(parameters, itemJson(run, parameters, 'activity', 'Activity'), run.now);
				if (isProblem(read)) throw parameters.failure(read);
				return read;
			},
			false,
		);
		const waiting = readings.flatMap((reading) => (reading.ok ? reading.value.events.map(({ event }) => event) : []));
		const outcomes = await recordEvents(run, waiting);
		const asActivities = run.context.getNodeParameter('options.output', 0, 'summary') === 'activities';

		let next = 0;
		return readings.map((reading): Attempt<Outgoing[]> => {
			if (!reading.ok) return reading;
			const item: ItemOutcome = { ...reading.value, recorded: [], refused: [...reading.value.refused] };
			let failure: Attempt<never> | null = null;
			for (const { index, event } of reading.value.events) {
				const outcome = outcomes[next++]!;
				if (!outcome.ok) failure ??= outcome;
				else if (outcome.value.ok) item.recorded.push({ event, outcome: outcome.value });
				else item.refused.push({ index, problem: outcome.value });
			}
			const problem = failureOf(item);
			if (failure || problem) return failure ?? { ok: false, cause: problem };
			item.refused.sort((a, b) => a.index - b.index);
			return { ok: true, value: (asActivities ? item.recorded.map(describe) : [summarise(item)]).map((json) => ({ json })) };
		});
	},
};
