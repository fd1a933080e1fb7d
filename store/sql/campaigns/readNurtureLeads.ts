import type { Transaction } from 'kysely';
import type { Activity, Campaign, NurtureLead } from '../../../engine';
import { identityDigest } from '../../identity/digest';
import type { Consent } from '../../ports/Leads';
import type { Schema } from '../../schema/Schema';
import type { Database } from '../Database';
import { readAttributes } from '../readAttributes';

const asksForActivities = ({ steps }: Campaign): boolean => steps.some(({ unless, onlyIf }) => unless !== undefined || onlyIf !== undefined);

/** What a campaign must know of leads, by lead id; locks the leads, so that two campaigns do not decide about one at once. */
export async function readNurtureLeads(
	database: Database,
	transaction: Transaction<Schema>,
	salt: string,
	campaign: Campaign,
	leadIds: readonly number[],
): Promise<Map<number, NurtureLead>> {
	const ids = database.list(leadIds, 'bigint') as never;
	let query = transaction
		.selectFrom('lead')
		.innerJoin('lead_revision', 'lead_revision.lead_id', 'lead.id')
		.select(['id', 'key', 'attributes', 'consent'])
		.where('id', 'in', ids)
		.orderBy('id');
	if (database.dialect === 'postgres') query = query.forUpdate();
	const rows = await query.execute();
	const aliases = await transaction.selectFrom('alias').select(['alias', 'lead_id']).where('lead_id', 'in', ids).execute();
	const leadOf = new Map(aliases.map(({ alias, lead_id }) => [identityDigest(salt, alias), lead_id]));
	const suppressions = await transaction.selectFrom('suppression').select(['digest', 'reason']).where('digest', 'in', database.list([...leadOf.keys()], 'text') as never).execute();
	const suppressed = new Map(suppressions.map(({ digest, reason }) => [leadOf.get(digest), reason]));
	let states = transaction.selectFrom('score_state').select(['lead_id', 'band', 'entered_bands', 'scored_at']).where('lead_id', 'in', ids).orderBy('scored_at');
	if (campaign.model !== undefined) states = states.where('model_id', '=', campaign.model);
	// Of several models' bands the latest counts.
	const stateOf = new Map((await states.execute()).map((state) => [state.lead_id, state]));
	const activities = asksForActivities(campaign)
		? await transaction.selectFrom('activity').select(['lead_id', 'id', 'type', 'at', 'properties']).where('lead_id', 'in', ids).execute()
		: [];
	const activitiesOf = new Map<number, Activity[]>(rows.map(({ id }) => [id, []]));
	for (const { lead_id, id, type, at, properties } of activities) {
		activitiesOf.get(lead_id)?.push({ id, type, at, ...(properties !== null && { properties: JSON.parse(properties) as Record<string, unknown> }) });
	}
	return new Map(
		rows.map(({ id, key, attributes, consent }): [number, NurtureLead] => {
			const state = stateOf.get(id);
			return [
				id,
				{
					key,
					attributes: readAttributes({ key, attributes }),
					band: state?.band ?? null,
					enteredBands: state ? (JSON.parse(state.entered_bands) as Record<string, number>) : {},
					consent: consent as Consent | null,
					suppressed: suppressed.get(id) ?? null,
					activities: activitiesOf.get(id)!,
				},
			];
		}),
	);
}
