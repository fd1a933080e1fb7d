import type { LeadRepository } from './LeadRepository';
import { checkConfig, type LeadStoreConfig } from './LeadStoreConfig';
import { LeadStoreError } from './LeadStoreError';
import { makeSchema, openPostgres } from './postgres/openPostgres';
import { migrate } from './schema/migrate';
import { SqlLeadRepository } from './sql/SqlLeadRepository';
import { openSqlite } from './sqlite/openSqlite';

/** How long to try again while the server of the store is away, in ms. */
const AWAY_MS = 10_000;

/**
 * Opens a lead store, making it or bringing its schema up to date where needed. Close it in the end.
 *
 * @param awayMs how long each call tries again while the server is away; 0: says so at once
 * @throws LeadStoreError that says what is wrong with the configuration, the server or the file, and what to do
 */
export async function openLeadRepository(config: LeadStoreConfig, awayMs = AWAY_MS): Promise<LeadRepository> {
	const issues = checkConfig(config);
	if (issues.length > 0) {
		const told = issues.map(({ path, message }) => `'${path}': ${message}`).join('; ');
		throw new LeadStoreError('invalid', `The lead store cannot be opened: ${told}`, "Correct the credential 'Lead Store API'.");
	}
	const database = config.backend === 'sqlite' ? openSqlite(config) : await openPostgres(config, awayMs);
	try {
		if (config.backend === 'postgres' && config.schema !== undefined) await makeSchema(database, config.schema);
		await database.read(() => migrate(database, config.backend === 'postgres' ? config.schema : undefined));
		return await SqlLeadRepository.open(database);
	} catch (error) {
		await database.close().catch(() => undefined);
		throw error;
	}
}
