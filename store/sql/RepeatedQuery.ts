import type { CompiledQuery } from 'kysely';

/** Stands for a row's value of a column among the parameters of a statement. */
export class Cell {
	readonly name: string;

	constructor(name: string) {
		this.name = name;
	}
}

/**
 * A statement to run once for each of these rows, with their values in place of the cells among its parameters, for a
 * driver that waits for no server. One that gives no rows gives for each row the number of those that it changed.
 */
export interface RepeatedQuery extends CompiledQuery {
	readonly repeatFor: readonly object[];
}
