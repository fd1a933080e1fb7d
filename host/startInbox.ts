import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { localHttp } from './localHttp.ts';
import { nodeBinary, nodeEnvironment } from './nodeEnvironment.ts';
import { startProcess } from './startProcess.ts';

export interface ReceivedMail {
	id: string;
	subject: string;
	/** Addresses only, lower-cased. */
	to: string[];
	from: string[];
	text: string;
	html: string;
}

export interface RunningInbox {
	/** The inbox's web page. */
	url: string;
	smtpPort: number;
	pid: number;
	/** Every mail received so far (also by earlier runs on the same folder), oldest first. */
	mails: () => Promise<ReceivedMail[]>;
	/** Throws every mail away. */
	clear: () => Promise<void>;
	stop: () => Promise<void>;
}

interface MaildevMail {
	id: string;
	subject?: string;
	to?: { address: string }[];
	from?: { address: string }[];
	text?: string;
	html?: string;
	time: string;
}

export interface StartInboxOptions {
	/** Mails are kept in `<folder>/mails`, the server's log in `<folder>/inbox.log`; made if it is not there. */
	folder: string;
	smtpPort: number;
	webPort: number;
	/** Gives up the start when it aborts. */
	signal?: AbortSignal;
}

const maildev = join(dirname(createRequire(import.meta.url).resolve('maildev/package.json')), 'bin', 'maildev');

/** Starts an SMTP server that delivers nothing and shows what it was sent, both on 127.0.0.1 (about a second). */
export async function startInbox(options: StartInboxOptions): Promise<RunningInbox> {
	const { folder, smtpPort, webPort } = options;
	const url = `http://127.0.0.1:${webPort}`;
	const mailFolder = join(folder, 'mails');
	await mkdir(mailFolder, { recursive: true });
	const http = localHttp(url, 10_000);
	// A process of its own: in ours it would take over Ctrl-C.
	const running = await startProcess({
		name: 'The inbox',
		command: nodeBinary,
		args: [
			maildev, '--ip', '127.0.0.1', '--smtp', String(smtpPort), '--web-ip', '127.0.0.1', '--web', String(webPort),
			'--mail-directory', mailFolder,
		],
		cwd: folder,
		env: nodeEnvironment(),
		logFile: join(folder, 'inbox.log'),
		isReady: () =>
			http.get('/healthz').then(
				() => true,
				() => false,
			),
		timeoutMs: 30_000,
		...(options.signal && { signal: options.signal }),
	});
	return {
		url,
		smtpPort,
		pid: running.pid,
		mails: async () => {
			const { data } = await http.get<MaildevMail[]>('/email');
			return data.sort((a, b) => a.time.localeCompare(b.time)).map(readMail);
		},
		clear: async () => {
			await http.delete('/email/all');
		},
		stop: () => running.stop(3_000),
	};
}

const addresses = (list: { address: string }[] = []): string[] => list.map(({ address }) => address.toLowerCase());

const readMail = (mail: MaildevMail): ReceivedMail => ({
	id: mail.id,
	subject: mail.subject ?? '',
	to: addresses(mail.to),
	from: addresses(mail.from),
	text: mail.text ?? '',
	html: mail.html ?? '',
});
