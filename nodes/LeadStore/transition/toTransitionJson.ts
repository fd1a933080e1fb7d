import type { IDataObject } from 'n8n-workflow';
import type { Transition } from '../../../store';
import { toIso } from '../run/toIso';

/** A change of band as an item; its ID is no identity of the lead, so it goes by a name of its own. */
export function toTransitionJson({ id, key, at, ...transition }: Transition): IDataObject {
	return { key, transitionId: id, ...transition, at: toIso(at) };
}
