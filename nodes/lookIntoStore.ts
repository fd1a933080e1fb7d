import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { openLeadRepository, type LeadRepository } from '../store';
import { toStoreConfig } from './toStoreConfig';

/**
 * Opens the store that a credential names for one look, making it where needed, and closes it again. A server that is
 * away is not waited for: somebody looks on.
 *
 * @throws LeadStoreError if it cannot be opened, and whatever `look` throws
 */
export async function lookIntoStore<Result>(credential: ICredentialDataDecryptedObject, look: (store: LeadRepository) => Promise<Result>): Promise<Result> {
	const store = await openLeadRepository(toStoreConfig(credential), 0);
	return look(store).finally(() => store.close());
}
