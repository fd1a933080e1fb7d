import type { IDataObject } from 'n8n-workflow';
import type { LeadRepository, ScoreState } from '../../../store';

const signed = (points: number): string => `${points > 0 ? '+' : ''}${Math.round(points * 10) / 10}`;

const scoreOf = ({ score, band, fit, engagement, grade, segment, contributions, scoredAt, modelVersion }: ScoreState, modelId: string): IDataObject => ({
	score,
	band,
	fit,
	engagement,
	grade,
	segment,
	reasons: contributions.map(({ label, points, because }) => `${signed(points)} ${label}${because === '' ? '' : ` (${because})`}`),
	scoredAt: new Date(scoredAt).toISOString(),
	model: { id: modelId, version: modelVersion },
});

/** Leads as items: their fields, `key`, `consent`, and `leadScore` under the model where one is meant. */
export async function readLeadItems(store: LeadRepository, wanted: readonly { key: string; modelId: string | null }[]): Promise<IDataObject[]> {
	return Promise.all(
		wanted.map(async ({ key, modelId }) => {
			const lead = await store.leads.get(key);
			const state = lead && modelId !== null ? await store.scores.get(modelId, key) : null;
			return {
				...(lead?.attributes as IDataObject | undefined),
				key,
				consent: lead?.consent ?? null,
				...(state && modelId !== null && { leadScore: scoreOf(state, modelId) }),
			};
		}),
	);
}
