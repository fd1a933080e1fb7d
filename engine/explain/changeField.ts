import type { Lead } from '../scoring/Lead';
import { readPath } from '../scoring/readPath';
import { hasValue } from '../scoring/values/hasValue';
import type { Change } from './Change';
import type { FieldValue } from './fieldValues';
import { plainText } from './plainText';
import { withField } from './withField';

/** A change of a field; `isUnknown` if it has no value yet. */
export interface FieldChange extends Change {
	isUnknown: boolean;
}

/**
 * A lead with a further value in a field: in a list beside the others, elsewhere instead of the one it has. `null`
 * where the value cannot be put there.
 */
export function changeField({ field, value }: FieldValue, lead: Partial<Lead>): FieldChange | null {
	const current = readPath(field)(lead.attributes);
	const isList = Array.isArray(current);
	const isUnknown = !hasValue(current) || (isList && current.length === 0);
	const next: unknown = isList ? [...(current as unknown[]), value] : value;
	const attributes = withField(lead.attributes, field, next);
	if (attributes === null) return null;
	const name = plainText(field);
	const what = isUnknown ? `a fitting ${name}, not known yet` : `${isList ? 'one more' : 'another'} ${name}`;
	return { change: { field, value: next }, lead: { ...lead, attributes }, what, needsLabel: true, isUnknown };
}
