import type { IAllExecuteFunctions } from 'n8n-workflow';
import { shareLeadRepository, type LeadRepository } from '../store';
import { toStoreConfig } from './toStoreConfig';

/**
 * Lends `work` the lead store that the node's credential *Lead Store API* names. A process opens each store once,
 * whatever the number of nodes and executions.
 *
 * @throws LeadStoreError if it cannot be opened, and whatever `work` throws
 */
export async function openStore<Result>(
	context: Pick<IAllExecuteFunctions, 'getCredentials'>,
	work: (store: LeadRepository) => Promise<Result>,
): Promise<Result> {
	return shareLeadRepository(toStoreConfig(await context.getCredentials('leadStoreApi')), work);
}
