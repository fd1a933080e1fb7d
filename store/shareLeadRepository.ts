import type { LeadRepository } from './LeadRepository';
import type { LeadStoreConfig } from './LeadStoreConfig';
import { openLeadRepository } from './openLeadRepository';

/** How long a store that nobody uses stays open, in ms. */
const IDLE_MS = 60_000;

interface Shared {
	opening: Promise<LeadRepository>;
	users: number;
	idle: NodeJS.Timeout | undefined;
}

const open = new Map<string, Shared>();

/**
 * Lends the one repository that this process has for a configuration, opened once however many ask for it, and closed
 * when nobody has used it for a while.
 *
 * @throws LeadStoreError as `openLeadRepository`, and whatever `work` throws
 */
export async function shareLeadRepository<Result>(config: LeadStoreConfig, work: (repository: LeadRepository) => Promise<Result>): Promise<Result> {
	const name = JSON.stringify(config);
	const shared = open.get(name) ?? { opening: openLeadRepository(config), users: 0, idle: undefined };
	open.set(name, shared);
	clearTimeout(shared.idle);
	shared.users += 1;
	try {
		return await work(await shared.opening);
	} finally {
		shared.users -= 1;
		if (shared.users === 0) await rest(name, shared);
	}
}

async function rest(name: string, shared: Shared): Promise<void> {
	const repository = await shared.opening.catch(() => null);
	if (repository === null) {
		// The next one tries again.
		if (open.get(name) === shared) open.delete(name);
		return;
	}
	clearTimeout(shared.idle);
	shared.idle = setTimeout(() => {
		if (shared.users > 0) return;
		open.delete(name);
		void repository.close();
	}, IDLE_MS);
	shared.idle.unref();
}
