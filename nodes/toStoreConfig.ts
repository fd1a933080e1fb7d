import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { LeadStoreConfig, PostgresConfig } from '../store';
import { storeFolder } from './storeFolder';

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '');

/** What the credential *Lead Store API* says, as the store takes it; the store checks it. */
export function toStoreConfig(credential: ICredentialDataDecryptedObject): LeadStoreConfig {
	if (credential.backend !== 'postgres') return { backend: 'sqlite', name: text(credential.name), folder: storeFolder() };
	const ignoreCertificate = credential.ignoreSslIssues === true;
	return {
		backend: 'postgres',
		host: text(credential.host),
		port: Number(credential.port),
		database: text(credential.database),
		user: text(credential.user),
		password: typeof credential.password === 'string' ? credential.password : '',
		// As in n8n's own Postgres credential, to ignore the certificate is to have one.
		ssl: ignoreCertificate ? 'require' : (text(credential.ssl) || 'disable') as NonNullable<PostgresConfig['ssl']>,
		ignoreCertificate,
		schema: text(credential.schema) || 'lead_scoring',
	};
}
