import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import type { LeadRepository } from '../store';
import { openStore } from './openStore';
import { toNodeError } from './toNodeError';

interface Version {
	id: string;
	name: string;
	version: number;
	active: boolean;
}

/** Of what the store keeps in versions, the active ones whose name or ID has `filter` in it, for a list to choose from. */
export async function searchVersions(context: ILoadOptionsFunctions, filter: string, list: (store: LeadRepository) => Promise<Version[]>): Promise<INodeListSearchResult> {
	try {
		const wanted = filter.trim().toLowerCase();
		const found = (await openStore(context, list)).filter(({ active, name, id }) => active && `${name} ${id}`.toLowerCase().includes(wanted));
		return { results: found.map(({ id, name, version }) => ({ name: `${name} (${id}, version ${version})`, value: id })) };
	} catch (cause) {
		// The list shows the message alone.
		throw toNodeError(context.getNode(), cause, undefined, true);
	}
}
