import { toText } from '../values/toText';

/** Whether an activity's type, as comparable text, is one of a rule's; `null` stands for any. */
export function matchTypes(types: readonly string[] | null): (type: string | null) => boolean {
	if (types === null) return () => true;
	const meant = new Set(types.map(toText));
	return (type) => type !== null && meant.has(type);
}
