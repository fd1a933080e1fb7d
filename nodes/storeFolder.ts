import { join } from 'node:path';

/** Where embedded stores are kept: in n8n's own folder, which n8n itself finds in this way. */
export function storeFolder(): string {
	const { N8N_USER_FOLDER, HOME, USERPROFILE } = process.env;
	const home = N8N_USER_FOLDER ?? (process.platform === 'win32' ? USERPROFILE : HOME) ?? process.cwd();
	return join(home, '.n8n', 'lead-store');
}
