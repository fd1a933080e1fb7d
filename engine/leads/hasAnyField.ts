import { hasValue } from '../scoring/values/hasValue';
import type { FieldMapping } from './addMapped';

/** Whether a record has a value in any of the fields that mappings know. */
export const hasAnyField = (record: Record<string, unknown>, mappings: readonly FieldMapping[]): boolean =>
	mappings.some(([, fields]) => fields.some((field) => hasValue(record[field])));
