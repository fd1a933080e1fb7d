import type { Kysely } from 'kysely';
import { compileCampaign, type Campaign, type CompiledCampaign } from '../../../engine';
import type { Schema } from '../../schema/Schema';

export interface RunningCampaign {
	campaign: Campaign;
	compiled: CompiledCampaign;
}

const MOST_KEPT = 100;

/** A version never changes, so it is compiled once per process. */
const compiled = new Map<string, RunningCampaign>();

/** The campaigns that run, or the one of an id. */
export async function runningCampaigns(db: Kysely<Schema>, id?: string): Promise<RunningCampaign[]> {
	let query = db.selectFrom('campaign').select('definition').where('active', '=', 1);
	if (id !== undefined) query = query.where('id', '=', id);
	return (await query.execute()).map(({ definition }) => {
		const known = compiled.get(definition);
		if (known) return known;
		const campaign = JSON.parse(definition) as Campaign;
		const running = { campaign, compiled: compileCampaign(campaign) };
		if (compiled.size >= MOST_KEPT) compiled.clear();
		compiled.set(definition, running);
		return running;
	});
}
