import type { IExecuteFunctions } from 'n8n-workflow';
import { now } from '../now';
import { openStore } from '../openStore';
import type { Attempt, Outgoing } from './Operation';
import { resources } from './resources';

/** Does what the node's parameters say, with the store that its credential names. */
export async function runOperation(context: IExecuteFunctions): Promise<Attempt<Outgoing[]>[]> {
	const items = context.getInputData();
	const resource = context.getNodeParameter('resource', 0);
	const name = context.getNodeParameter('operation', 0);
	const operation = resources.find(({ option }) => option.value === resource)?.operations.find(({ option }) => option.value === name);
	try {
		if (!operation) throw new Error(`There is no operation '${String(name)}' of '${String(resource)}'`);
		return await openStore(context, (store) => operation.execute({ context, store, items, now: now() }));
	} catch (cause) {
		// The store is away or cannot be opened, which is so for every item.
		return items.map(() => ({ ok: false, cause }));
	}
}
