import { isRecord } from './isRecord';

/** An object in a list of a document, and where it is. */
export interface Row {
	path: readonly PropertyKey[];
	row: Record<string, unknown>;
}

/** The objects of a list; none where there is no list, and without what is no object. */
export const listRows = (json: unknown, path: Row['path']): Row[] =>
	Array.isArray(json) ? json.flatMap((row, index) => (isRecord(row) ? [{ path: [...path, index], row }] : [])) : [];
