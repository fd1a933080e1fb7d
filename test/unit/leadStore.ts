import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { LeadStore } from '../../nodes/LeadStore/LeadStore.node';
import { openStore } from '../../nodes/openStore';
import type { LeadRepository } from '../../store';
import { executeNode, toItems, type NodeSetup } from './executeNode';

const node = new LeadStore();
let stores = 0;
let credential = { backend: 'sqlite', name: 'default' };

/** Gives each test an embedded store of its own, in a folder that goes when the tests of the file are done. */
export function useLeadStore(): void {
	const before = process.env.N8N_USER_FOLDER;
	let folder: string;
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'lead-store-'));
		process.env.N8N_USER_FOLDER = folder;
	});
	beforeEach(() => {
		credential = { backend: 'sqlite', name: `test-${stores++}` };
	});
	afterAll(async () => {
		if (before === undefined) delete process.env.N8N_USER_FOLDER;
		else process.env.N8N_USER_FOLDER = before;
		await rm(folder, { recursive: true, force: true });
	});
}

/** Of the store of the test. */
export const credentialOf = (): typeof credential => credential;

/** Asks the store itself, without the node. */
export const ask = <Result>(question: (store: LeadRepository) => Promise<Result>): Promise<Result> =>
	openStore({ getCredentials: async () => credential as never }, question);

/** Runs the Lead Store node on items. `what` is as in `lead.upsert`. */
export async function runLeadStore(what: string, items: IDataObject[], parameters: INodeParameters = {}, more: NodeSetup = {}) {
	const [resource = '', operation = ''] = what.split('.');
	const [output = []] = await executeNode(node, toItems(...items), { credential, ...more, parameters: { resource, operation, ...parameters } });
	return output;
}

/** The same, and what the output items hold. */
export const jsonOf = async (...given: Parameters<typeof runLeadStore>): Promise<IDataObject[]> => (await runLeadStore(...given)).map(({ json }) => json);

/** The same, for a run that must fail. */
export async function failureOf(...given: Parameters<typeof runLeadStore>): Promise<NodeOperationError> {
	try {
		await runLeadStore(...given);
	} catch (error) {
		if (error instanceof NodeOperationError) return error;
		throw error;
	}
	throw new Error('the node did not fail');
}
