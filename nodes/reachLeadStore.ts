import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { openLeadRepository } from '../store';
import { toStoreConfig } from './toStoreConfig';

/**
 * Opens the store that a credential names, making it where needed, and closes it again. A server that is away is not
 * waited for: somebody looks on. The answer is where the store is, for people.
 *
 * @throws LeadStoreError
 */
export async function reachLeadStore(credential: ICredentialDataDecryptedObject): Promise<string> {
	const store = await openLeadRepository(toStoreConfig(credential), 0);
	await store.ping().finally(() => store.close());
	return store.place;
}
