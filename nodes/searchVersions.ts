import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { LeadStoreError, type LeadRepository } from '../store';
import { howToSave } from './howToSave';
import { lookIntoStore } from './lookIntoStore';
import { toNodeError } from './toNodeError';

interface Version {
	id: string;
	name: string;
	version: number;
	active: boolean;
}

/**
 * Of what the store keeps in versions, the active ones whose name or ID has `filter` in it, for a list to choose from. Where it
 * keeps none at all, the list says how to save one.
 *
 * @throws NodeOperationError
 */
export async function searchVersions(
	context: ILoadOptionsFunctions,
	filter: string,
	kind: keyof typeof howToSave,
	list: (store: LeadRepository) => Promise<Version[]>,
): Promise<INodeListSearchResult> {
	try {
		const kept = await lookIntoStore(await context.getCredentials('leadStoreApi'), async (store) => {
			const versions = await list(store);
			if (versions.length === 0) throw new LeadStoreError('notFound', `${store.place} has no ${kind} yet`, `${howToSave[kind]}.`);
			return versions;
		});
		const wanted = filter.trim().toLowerCase();
		const found = kept.filter(({ active, name, id }) => active && `${name} ${id}`.toLowerCase().includes(wanted)).sort((a, b) => a.name.localeCompare(b.name));
		return { results: found.map(({ id, name, version }) => ({ name: `${name} (${id}, version ${version})`, value: id })) };
	} catch (cause) {
		const error = toNodeError(context.getNode(), cause, undefined, true);
		// Of an error the list shows the message alone, without its hyphens: a server or a store would get another name.
		error.message = error.message.replaceAll('-', '\u2011');
		throw error;
	}
}
