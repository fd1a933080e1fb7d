import { sql, type RawBuilder } from 'kysely';

/** A number as a parameter where PostgreSQL cannot tell its type from the column it goes into. */
export const asBigint = (value: number): RawBuilder<number> => sql`cast(${value} as bigint)`;
