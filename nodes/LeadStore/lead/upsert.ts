import type { IDataObject } from 'n8n-workflow';
import { hasValue, readLead, type Lead, type LeadFormatChoice } from '../../../engine';
import { isVisitor, type Consent, type LeadInput, type UpsertOutcome } from '../../../store';
import { isToolNode } from '../../isToolNode';
import { toLeadInput } from '../../toLeadInput';
import { withoutIdentity } from '../../withoutIdentity';
import { compileEventReader, type ReadEvent } from '../activity/compileEventReader';
import { recordEvents } from '../activity/recordEvents';
import type { Attempt, Operation, Outgoing, Run } from '../Operation';
import { attemptBatches } from '../run/attemptBatches';
import { attemptEach } from '../run/attemptEach';
import { itemJson } from '../run/itemJson';
import { leadOfItem } from '../run/leadOfItem';
import type { Parameters } from '../run/Parameters';
import { upsertFields } from './upsertFields';

/** Leads that go to the store at once. */
const LEADS = 500;

interface Draft {
	input: LeadInput;
	activities: NonNullable<Lead['activities']>;
}

/** What became of a lead's activities. */
interface Tally {
	recorded: number;
	known: number;
	refused: number;
}

const CONSENT: ReadonlyMap<unknown, Consent> = new Map<unknown, Consent>([
	...[true, 'true', 'yes', 'granted'].map((word) => [word, 'granted'] as const),
	...[false, 'false', 'no', 'withdrawn'].map((word) => [word, 'withdrawn'] as const),
]);

function readConsent(parameters: Parameters): Consent | undefined {
	const value = parameters.value('options.consent');
	if (!hasValue(value)) return undefined;
	const consent = CONSENT.get(typeof value === 'string' ? value.trim().toLowerCase() : value);
	if (consent === undefined) parameters.refuse('Consent', `expected granted or withdrawn, yes or no, true or false, got ${JSON.stringify(value)}`);
	return consent;
}

/** The whole item, read as the lead that it is. */
function readItem(run: Run, parameters: Parameters): Omit<Draft, 'input'> & Pick<LeadInput, 'key' | 'aliases' | 'attributes'> {
	const json = itemJson(run, parameters, 'leadJson', 'Lead');
	const activitiesField = parameters.text('options.activitiesField', 'Activities Field') || 'activities';
	const format = (parameters.value('leadFormat') ?? 'autoDetect') as LeadFormatChoice;
	const leaveOut = parameters.texts('options.leaveOut', 'Leave Out Fields');
	parameters.check();
	const reading = readLead(json, { format, activitiesField, adjustmentsField: 'adjustments' });
	if (!reading.ok) throw parameters.failure(reading);
	const key = leadOfItem(json) ?? reading.lead.key;
	if (key === undefined) {
		throw parameters.failure({
			message: `This lead has no identity: ${withoutIdentity(reading.lead)}`,
			remedy: "Give it a field 'email' or 'id', or set 'Lead From' to 'Fields Below' and name the lead there.",
		});
	}
	const { aliases, attributes } = toLeadInput(reading.lead, [activitiesField, 'adjustments', ...leaveOut]);
	return { key, aliases, attributes, activities: reading.lead.activities ?? [] };
}

function readFields(parameters: Parameters): ReturnType<typeof readItem> {
	return { key: parameters.lead(), attributes: parameters.assignments('attributes', 'Attributes'), activities: [] };
}

function readDraft(run: Run, parameters: Parameters): Draft {
	const isFromFields = parameters.value('leadFrom') === 'fields' && !isToolNode(run.context.getNode());
	const { key, aliases = [], attributes = {}, activities } = isFromFields ? readFields(parameters) : readItem(run, parameters);
	const more = parameters.identities('options.aliases', 'Is Also');
	const consent = readConsent(parameters);
	const keepsKnown = parameters.flag('options.keepKnown');
	const recordsActivities = parameters.value('options.recordActivities') !== false;
	parameters.check();
	return {
		activities: recordsActivities ? activities : [],
		input: {
			key,
			aliases: [...aliases, ...more.filter((identity) => !isVisitor(identity))],
			visitors: more.filter(isVisitor),
			attributes: keepsKnown ? Object.fromEntries(Object.entries(attributes).filter(([, value]) => hasValue(value))) : attributes,
			...(consent && { consent }),
		},
	};
}

/** Records the activities that came with leads; of each lead what became of them, or a failure. */
async function recordActivities(run: Run, drafts: readonly Attempt<Draft>[], outcomes: readonly Attempt<UpsertOutcome>[]): Promise<Attempt<Tally | null>[]> {
	const owners: number[] = [];
	const events: ReadEvent[] = [];
	const tallies = drafts.map((draft, index): Attempt<Tally | null> => {
		const outcome = outcomes[index]!;
		if (!draft.ok || draft.value.activities.length === 0 || !outcome.ok || !outcome.value.ok) return { ok: true, value: null };
		const tally: Tally = { recorded: 0, known: 0, refused: 0 };
		const read = compileEventReader({ fields: {}, type: '', lead: outcome.value.key, now: null });
		for (const activity of draft.value.activities) {
			const event = read(activity, {});
			if (!event.ok) tally.refused += 1;
			else {
				owners.push(index);
				events.push(event);
			}
		}
		return { ok: true, value: tally };
	});
	for (const [position, recorded] of (await recordEvents(run, events)).entries()) {
		const index = owners[position]!;
		const tally = tallies[index]!;
		if (!recorded.ok) tallies[index] = recorded;
		else if (tally.ok && tally.value) tally.value[!recorded.value.ok ? 'refused' : recorded.value.known ? 'known' : 'recorded'] += 1;
	}
	return tallies;
}

export const upsert: Operation = {
	option: {
		name: 'Create or Update',
		value: 'upsert',
		action: 'Create or update a lead',
		description: 'Create a new record, or update the current one if it already exists (upsert)',
	},
	fields: upsertFields,
	async execute(run) {
		const drafts = await attemptEach(run, (parameters) => readDraft(run, parameters), false);
		const outcomes = await attemptBatches(drafts, LEADS, (batch) => run.store.leads.upsert(batch.map(({ input }) => input), run.now));
		const tallies = await recordActivities(run, drafts, outcomes);
		const asTool = isToolNode(run.context.getNode());

		return outcomes.map((outcome, index): Attempt<Outgoing[]> => {
			if (!outcome.ok) return outcome;
			if (!outcome.value.ok) return { ok: false, cause: outcome.value };
			const tally = tallies[index]!;
			if (!tally.ok) return tally;
			const { key, created, changed } = outcome.value;
			const told: IDataObject = { key, created, changed, ...(tally.value && { activities: { ...tally.value } }) };
			const { json, binary } = run.items[index]!;
			return { ok: true, value: [{ json: asTool ? told : { ...json, leadStore: told }, ...(binary && { binary }) }] };
		});
	},
};
