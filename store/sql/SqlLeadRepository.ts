import { sql } from 'kysely';
import type { LeadRepository } from '../LeadRepository';
import type { Database } from './Database';
import { forgetActivities } from './forgetActivities';
import { forgetHistory } from './forgetHistory';
import { Identities } from './Identities';
import { SqlActivities } from './SqlActivities';
import { SqlCampaigns } from './campaigns/SqlCampaigns';
import { SqlOccasions } from './campaigns/SqlOccasions';
import { SqlAdjustments } from './SqlAdjustments';
import { SqlLeads } from './SqlLeads';
import { SqlMessageTokens } from './SqlMessageTokens';
import { SqlModels } from './SqlModels';
import { SqlRuns } from './SqlRuns';
import { SqlScores } from './SqlScores';
import { SqlSuppressions } from './SqlSuppressions';
import { SqlTransitions } from './SqlTransitions';

/** The lead store over SQL; both backends run the same statements. */
export class SqlLeadRepository implements LeadRepository {
	readonly place: string;
	readonly leads: SqlLeads;
	readonly activities: SqlActivities;
	readonly adjustments: SqlAdjustments;
	readonly models: SqlModels;
	readonly scores: SqlScores;
	readonly transitions: SqlTransitions;
	readonly suppressions: SqlSuppressions;
	readonly runs: SqlRuns;
	readonly campaigns: SqlCampaigns;
	readonly occasions: SqlOccasions;
	readonly messageTokens: SqlMessageTokens;
	private readonly database: Database;

	private constructor(database: Database, identities: Identities) {
		this.database = database;
		this.place = database.place;
		this.leads = new SqlLeads(database, identities);
		this.activities = new SqlActivities(database, identities);
		this.adjustments = new SqlAdjustments(database, identities);
		this.models = new SqlModels(database);
		this.scores = new SqlScores(database, identities);
		this.transitions = new SqlTransitions(database);
		this.suppressions = new SqlSuppressions(database, identities);
		this.runs = new SqlRuns(database);
		this.campaigns = new SqlCampaigns(database, identities);
		this.occasions = new SqlOccasions(database);
		this.messageTokens = new SqlMessageTokens(identities);
	}

	static async open(database: Database): Promise<SqlLeadRepository> {
		const identities = new Identities(database);
		// Nothing waits for it later, within a transaction that it would have to wait for itself.
		await identities.salt();
		return new SqlLeadRepository(database, identities);
	}

	async onNews(listener: () => void): Promise<() => Promise<void>> {
		return this.database.news.listen(listener);
	}

	async ping(): Promise<void> {
		await this.database.read((db) => sql`select 1`.execute(db));
	}

	async forgetBefore({ activities, history }: { activities?: number; history?: number }, now: number): Promise<{ activities: number; history: number }> {
		return {
			activities: activities === undefined ? 0 : await forgetActivities(this.database, activities, now),
			history: history === undefined ? 0 : await forgetHistory(this.database, history),
		};
	}

	async close(): Promise<void> {
		await this.database.close();
	}
}
