import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '../../host/repositoryRoot.ts';
import { startTestHost } from '../../host/startTestHost.ts';
import { atEnd } from '../atEnd.ts';
import { selfSignedCertificate } from './selfSignedCertificate.ts';
import { shareHost } from './sharedHost.ts';

/** Starts the n8n that all end-to-end tests share: each start costs half a minute. */
export default async function globalSetup(): Promise<void> {
	const filesFolder = await mkdtemp(join(tmpdir(), 'lead-scoring-files-'));
	atEnd(() => rm(filesFolder, { recursive: true, force: true }));
	const dataFolder = join(repositoryRoot, '..', 'shared', 'data');
	// Of servers of our own that stand for a mail service.
	const certificate = selfSignedCertificate();
	const certificateFile = join(filesFolder, 'certificate.pem');
	await writeFile(certificateFile, certificate.cert);
	const { url, account, cookie, userFolder, pid, stop } = await startTestHost({
		env: {
			// n8n reads files from these folders only: leads that tests write, and the public data sets.
			// It follows links before it looks.
			N8N_RESTRICT_FILE_ACCESS_TO: [filesFolder, await realpath(dataFolder).catch(() => dataFolder)].join(';'),
			NODE_EXTRA_CA_CERTS: certificateFile,
		},
	});
	atEnd(stop);
	shareHost({ url, account, cookie, filesFolder, userFolder, pid, certificate });
}
