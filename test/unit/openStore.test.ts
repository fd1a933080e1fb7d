import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { LeadStoreApi } from '../../credentials/LeadStoreApi.credentials';
import { openStore } from '../../nodes/openStore';
import { storeFolder } from '../../nodes/storeFolder';
import { toStoreConfig } from '../../nodes/toStoreConfig';
import { checkConfig } from '../../store/LeadStoreConfig';

const environment = { ...process.env };
let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'lead-store-'));
	process.env.N8N_USER_FOLDER = folder;
});
afterEach(async () => {
	process.env = { ...environment };
	await rm(folder, { recursive: true, force: true });
});

const credential = (data: ICredentialDataDecryptedObject) => ({ getCredentials: async () => data as never });

describe('the embedded store', () => {
	it("is kept in n8n's own folder, under the credential's name", async () => {
		expect(await openStore(credential({ backend: 'sqlite', name: 'acme' }), async (store) => store.place)).toBe('the lead store "acme"');
		expect(existsSync(join(folder, '.n8n', 'lead-store', 'acme.sqlite'))).toBe(true);
	});

	it("is in the user's home where n8n is", () => {
		delete process.env.N8N_USER_FOLDER;
		process.env.HOME = '/home/kari';
		expect(storeFolder()).toBe('/home/kari/.n8n/lead-store');
	});

	it('is opened once for all who use it at the same time', async () => {
		const data = { backend: 'sqlite', name: 'acme' };
		await openStore(credential(data), async (outer) => openStore(credential({ ...data }), async (inner) => expect(inner).toBe(outer)));
	});

	it.each(['../acme', '/etc/passwd', '', 'a'.repeat(65), 'Æ'])('takes no path or strange name (%j)', async (name) => {
		await expect(openStore(credential({ backend: 'sqlite', name }), async () => undefined)).rejects.toMatchObject({
			name: 'LeadStoreError',
			message: expect.stringContaining("'Name': expected 1 to 64 letters, digits, _ and -") as string,
		});
	});
});

describe('a PostgreSQL store', () => {
	const data = { backend: 'postgres', host: ' db ', port: '5433', database: 'crm', user: 'u', password: ' p ', ssl: 'allow', ignoreSslIssues: false, schema: '' };

	it('is where the credential says', () => {
		expect(toStoreConfig(data)).toEqual({ backend: 'postgres', host: 'db', port: 5433, database: 'crm', user: 'u', password: ' p ', ssl: 'allow', ignoreCertificate: false, schema: 'lead_scoring' });
		expect(toStoreConfig({ ...data, ignoreSslIssues: true })).toMatchObject({ ssl: 'require', ignoreCertificate: true });
	});

	it.each(['postgres://u:secret@db/crm', 'u:secret@db', 'db:5432', '127.0.0.1:5432', 'https://db'])('takes no connection string for the host (%s), and tells nothing of it', async (host) => {
		const refused = openStore(credential({ ...data, host }), async () => undefined);
		await expect(refused).rejects.toMatchObject({ message: expect.stringMatching(/'Host': expected the name or address of the server, nothing else/) as string });
		await expect(refused).rejects.not.toThrow('secret');
	});

	it.each(['db.example.com', '10.0.0.7', '::1', 'fe80::1', '/var/run/postgresql'])('takes %s for a host', (host) => {
		expect(checkConfig(toStoreConfig({ ...data, ssl: 'disable', host }))).toEqual([]);
	});

	it('has all that is wrong with the credential told at once, before a connection is tried', async () => {
		const wrong = { ...data, host: { $ne: 1 } as never, port: 70_000, user: '', ssl: 'maybe', schema: 'a";drop schema public;--' };
		await expect(openStore(credential(wrong), async () => undefined)).rejects.toMatchObject({
			message: expect.stringMatching(/'Host'.*'Port'.*'User'.*'SSL'.*'Schema'/) as string,
			remedy: "Correct the credential 'Lead Store API'.",
		});
	});

	it('has its fields named as the credential shows them', () => {
		const labels = new LeadStoreApi().properties.map(({ displayName }) => displayName);
		const named = [{ backend: 'sqlite', name: '' }, { backend: 'postgres', port: 0, ssl: 'maybe', schema: '"' }].flatMap((wrong) => checkConfig(toStoreConfig(wrong)).map(({ path }) => path));
		expect(named).toEqual(['Name', 'Host', 'Port', 'Database', 'User', 'SSL', 'Schema']);
		expect(labels).toEqual(expect.arrayContaining(named));
	});
});
