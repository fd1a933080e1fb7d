import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LeadStoreConfig, PostgresConfig } from '../../store';

export interface Backend {
	name: 'SQLite' | 'PostgreSQL';
	/** The configuration of a new, empty store. */
	emptyStore(): Promise<LeadStoreConfig>;
}

const server = (): Omit<PostgresConfig, 'backend'> => {
	const given = process.env.LEAD_SCORING_TEST_POSTGRES;
	if (given === undefined) throw new Error('No PostgreSQL runs for the tests: start them with jest, whose global setup starts it');
	return JSON.parse(given) as Omit<PostgresConfig, 'backend'>;
};

/** What every test of the store runs on. */
export const backends: Backend[] = [
	{
		name: 'SQLite',
		emptyStore: async () => ({ backend: 'sqlite', name: 'test', folder: await mkdtemp(join(tmpdir(), 'lead-store-')) }),
	},
	{
		name: 'PostgreSQL',
		emptyStore: async () => {
			const { host, port, database, user, password } = server();
			return { backend: 'postgres', host, port, database, user, password, schema: `test_${randomUUID().replaceAll('-', '')}` };
		},
	},
];
