import { LeadStoreError } from '../LeadStoreError';

interface Part {
	number: number;
	string: string;
}

/**
 * Where the page before ended, as `toPage` told it.
 *
 * @throws LeadStoreError where it has been tampered with
 */
export function readCursor<const Types extends readonly (keyof Part)[]>(after: string, types: Types): { -readonly [Index in keyof Types]: Part[Types[Index]] } {
	const parts = parse(after);
	if (!Array.isArray(parts) || parts.length !== types.length || !types.every((type, index) => typeof parts[index] === type)) {
		throw new LeadStoreError('invalid', `'${after}' is not where a page ended`, 'Begin with the first page, and give back what it tells for the next one.');
	}
	return parts as { -readonly [Index in keyof Types]: Part[Types[Index]] };
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
