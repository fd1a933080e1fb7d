import type { ICredentialsDecrypted, ICredentialTestFunctions, INodeCredentialTestResult } from 'n8n-workflow';
import { reachLeadStore } from './reachLeadStore';

/** Opens the store that a credential names, making it where needed: what its test button does. */
export async function testLeadStore(this: ICredentialTestFunctions, { data = {} }: ICredentialsDecrypted): Promise<INodeCredentialTestResult> {
	try {
		return { status: 'OK', message: `Opened ${await reachLeadStore(data)}` };
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		const remedy = error instanceof Error && 'remedy' in error ? `. ${String(error.remedy)}` : '';
		return { status: 'Error', message: `${message}${remedy}` };
	}
}
