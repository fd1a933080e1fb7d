import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { lookIntoStore } from './lookIntoStore';

/**
 * Asks the store that a credential names for an answer. What comes back is where the store is, for people.
 *
 * @throws LeadStoreError
 */
export const reachLeadStore = (credential: ICredentialDataDecryptedObject): Promise<string> =>
	lookIntoStore(credential, async (store) => {
		await store.ping();
		return store.place;
	});
