import type { CompiledQuery } from 'kysely';

/** A statement to run once for each of these lists of parameters, for a driver that waits for no server. */
export interface RepeatedQuery extends CompiledQuery {
	readonly repeats: readonly (readonly unknown[])[];
}
