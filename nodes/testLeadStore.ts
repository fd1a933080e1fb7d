import type { ICredentialsDecrypted, ICredentialTestFunctions, INodeCredentialTestResult } from 'n8n-workflow';
import { openLeadRepository } from '../store';
import { toStoreConfig } from './toStoreConfig';

/** Opens the store that a credential names, making it where needed: what its test button does. */
export async function testLeadStore(this: ICredentialTestFunctions, { data = {} }: ICredentialsDecrypted): Promise<INodeCredentialTestResult> {
	try {
		const store = await openLeadRepository(toStoreConfig(data));
		await store.ping().finally(() => store.close());
		return { status: 'OK', message: `Opened ${store.place}` };
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		const remedy = error instanceof Error && 'remedy' in error ? `. ${String(error.remedy)}` : '';
		return { status: 'Error', message: `${message}${remedy}` };
	}
}
