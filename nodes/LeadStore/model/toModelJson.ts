import type { IDataObject } from 'n8n-workflow';
import type { StoredModel } from '../../../store';
import { toIso } from '../run/toIso';

/** A version of a scoring model as an item; the model itself is the one to save or to edit. */
export function toModelJson({ model, active, savedAt }: StoredModel): IDataObject {
	return { modelId: model.id, name: model.name, version: model.version, active, savedAt: toIso(savedAt), model: model as unknown as IDataObject };
}
