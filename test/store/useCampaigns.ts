import { compileModel } from '../../engine';
import { openLeadRepository, type LeadRepository } from '../../store';
import { pointsModel } from '../pointsModel';
import type { Backend } from './backends';

export const DAY_MS = 86_400_000;
/** When the tests begin. */
export const start = 20_000 * DAY_MS;
export const ALL = { after: null, limit: 100 };

const scorer = compileModel(pointsModel);

/** Gives each test an empty store with the points model, and what tests of campaigns do in it. */
export function useCampaigns({ emptyStore }: Backend) {
	let repository: LeadRepository;
	beforeEach(async () => {
		repository = await openLeadRepository(await emptyStore());
		await repository.models.save(pointsModel, start);
	});
	afterEach(() => repository.close());

	return {
		get repository(): LeadRepository {
			return repository;
		},
		/** Gives a lead a score, and with it a band. */
		async score(key: string, points: number, now: number): Promise<void> {
			await repository.leads.upsert([{ key, attributes: { points }, consent: 'granted' }], now);
			const [input] = await repository.scores.read(pointsModel.id, [key]);
			const [outcome] = await repository.scores.save(pointsModel.id, [{ input: input!, result: scorer.score(input!.lead, now, input!.state?.band) }], now);
			expect(outcome?.saved).toBe(true);
		},
		lease: (now: number, limit = 10) => repository.campaigns.lease('warm-up', { limit, leaseMs: 60_000, now }),
		enrollment: async (key: string) => (await repository.campaigns.enrollments({ ...ALL, key })).rows.at(-1),
	};
}
