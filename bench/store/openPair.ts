import { createRequire } from 'node:module';
import { join } from 'node:path';
import { startPostgres, type RunningPostgres } from '../../host/startPostgres.ts';
import type * as Store from '../../store/index.ts';
import type { Bare } from './Bare.ts';
import { barePostgres } from './barePostgres.ts';
import { bareSqlite } from './bareSqlite.ts';
import { stopwatch, type Stopwatch } from './compare.ts';
import { serverTime } from './serverTime.ts';

/** The store as it ships (the built bundle; needs `npm run build`). */
export const { openLeadRepository, runScoring } = createRequire(import.meta.url)('../../dist/store/index.js') as typeof Store;

/** Two stores of the same content side by side: one used through the repository, the other through the driver alone. */
export interface Pair {
	name: string;
	repository: Store.LeadRepository;
	/** The repository over the other one, to set it up. */
	twin: Store.LeadRepository;
	bare: Bare;
	/** The bare driver on the first one, to look into it. */
	inside: Bare;
	/** Where one more store can be, which a node finds by its credential. */
	third: Store.LeadStoreConfig;
	isServer: boolean;
	watch: Stopwatch;
	close(): Promise<void>;
}

async function pair(name: string, configs: readonly Store.LeadStoreConfig[], openBare: (config: Store.LeadStoreConfig) => Promise<Bare>, server?: RunningPostgres): Promise<Pair> {
	const [first, second, third] = configs as [Store.LeadStoreConfig, Store.LeadStoreConfig, Store.LeadStoreConfig];
	const [repository, twin] = [await openLeadRepository(first), await openLeadRepository(second)];
	const [inside, bare] = [await openBare(first), await openBare(second)];
	return {
		name,
		repository,
		twin,
		bare,
		inside,
		third,
		isServer: server !== undefined,
		watch: stopwatch(() => (server ? serverTime(server.pid) : 0)),
		async close() {
			for (const opened of [repository, twin, bare, inside]) await opened.close();
			await server?.stop();
		},
	};
}

const NAMES = ['first', 'second', 'third'];

/** Opens two empty stores below a folder; for `postgres`, on a server of its own. */
export async function openPair(backend: string, folder: string): Promise<Pair> {
	if (backend === 'sqlite') {
		// Where nodes look for it, with n8n's user folder here.
		const stores = join(folder, '.n8n', 'lead-store');
		const configs = NAMES.map((name): Store.SqliteConfig => ({ backend, name, folder: stores }));
		return pair('SQLite', configs, async (config) => bareSqlite(join(stores, `${(config as Store.SqliteConfig).name}.sqlite`)));
	}
	if (backend === 'postgres') {
		const server = await startPostgres(folder);
		const { host, port, database, user, password } = server;
		const configs = NAMES.map((schema): Store.PostgresConfig => ({ backend, host, port, database, user, password, schema }));
		return pair('PostgreSQL', configs, (config) => barePostgres(config as Store.PostgresConfig), server);
	}
	throw new Error(`There is no backend '${backend}'; there are sqlite and postgres`);
}
