import type { EnrollOutcome, LeadRepository } from '../../../store';
import { campaignField } from '../fields/campaignField';
import { leadField } from '../fields/leadField';
import type { Attempt, Operation, Outgoing } from '../Operation';
import { attemptBatches } from '../run/attemptBatches';
import { attemptEach } from '../run/attemptEach';
import { readCampaignId } from '../run/readCampaignId';

/** Leads that are enrolled at once. */
const LEADS = 1_000;

interface Row {
	campaignId: string;
	lead: string;
}

/** Enrolls leads, those of each campaign together: one that is not there keeps nobody out of the others. */
async function enrollRows(store: LeadRepository, rows: readonly Attempt<Row>[], now: number): Promise<Attempt<EnrollOutcome>[]> {
	const outcomes: Attempt<EnrollOutcome>[] = [];
	const indexes = new Map<string, number[]>();
	for (const [index, row] of rows.entries()) {
		if (!row.ok) outcomes[index] = row;
		else indexes.set(row.value.campaignId, [...(indexes.get(row.value.campaignId) ?? []), index]);
	}
	for (const [campaignId, places] of indexes) {
		const attempts = await attemptBatches(places.map((place) => rows[place]!), LEADS, (batch) => store.campaigns.enroll(campaignId, batch.map(({ lead }) => lead), now));
		for (const [position, place] of places.entries()) outcomes[place] = attempts[position]!;
	}
	return outcomes;
}

export const enroll: Operation = {
	option: {
		name: 'Enroll',
		value: 'enroll',
		action: 'Enroll leads in a campaign',
		description: 'Bring leads into a campaign, whatever band they are in. Consent, suppressions, goal and re-entry hold as ever; who cannot come in is told why.',
	},
	fields: [campaignField, ...leadField],
	async execute(run) {
		const { store, now } = run;
		const rows = await attemptEach(
			run,
			async (parameters): Promise<Row> => {
				const campaignId = await readCampaignId(parameters, store);
				const lead = parameters.lead();
				parameters.check();
				return { campaignId, lead };
			},
			false,
		);
		const outcomes = await enrollRows(store, rows, now);
		return outcomes.map((outcome, index): Attempt<Outgoing[]> => {
			const row = rows[index]!;
			if (!outcome.ok) return outcome;
			if (!row.ok) return row;
			const { value } = outcome;
			const json = { key: value.key, campaignId: row.value.campaignId, enrolled: value.ok, enrollmentId: value.ok ? value.enrollmentId : null, reason: value.ok ? null : value.reason };
			return { ok: true, value: [{ json }] };
		});
	},
};
