import type { CompiledQuery } from 'kysely';

/**
 * A statement to run once for each of these lists of parameters, for a driver that waits for no server. One that gives no
 * rows has for each list the row `{ changes }` of how many rows it changed.
 */
export interface RepeatedQuery extends CompiledQuery {
	readonly repeats: readonly (readonly unknown[])[];
}
