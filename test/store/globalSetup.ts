import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../../host/startPostgres.ts';
import { atEnd } from '../atEnd.ts';

/** Starts the PostgreSQL server that all tests of the store share, each in a schema of its own. */
export default async function globalSetup(): Promise<void> {
	const folder = await mkdtemp(join(tmpdir(), 'lead-scoring-postgres-'));
	atEnd(() => rm(folder, { recursive: true, force: true }));
	const { stop, ...server } = await startPostgres(folder);
	atEnd(stop);
	process.env.LEAD_SCORING_TEST_POSTGRES = JSON.stringify(server);
}
