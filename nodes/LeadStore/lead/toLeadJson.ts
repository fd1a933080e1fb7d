import type { IDataObject } from 'n8n-workflow';
import type { StoredLead } from '../../../store';
import { toIso } from '../run/toIso';

/** A lead as an item: its attributes side by side, as other nodes read leads, and what the store knows beside them in `leadStore`. */
export function toLeadJson({ attributes, createdAt, updatedAt, ...known }: StoredLead): IDataObject {
	return { ...attributes, key: known.key, leadStore: { ...known, createdAt: toIso(createdAt), updatedAt: toIso(updatedAt) } } as IDataObject;
}
