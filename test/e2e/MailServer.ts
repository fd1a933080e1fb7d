import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import { freePort } from '../../host/freePort.ts';

export interface TakenMail {
	from: string;
	/** Lower-cased. */
	to: string;
	subject: string;
	text: string;
	/** When it was taken, by this machine's clock, in epoch ms. */
	at: number;
}

/** An SMTP server on 127.0.0.1 that keeps what it takes, and can be down. */
export class MailServer {
	readonly port: number;
	readonly taken: TakenMail[] = [];
	/** The most connections that were open at once. */
	mostAtOnce = 0;
	/** Asked for each mail, which are counted from 0, whether it is refused for now. */
	refuses: (mail: number) => boolean = () => false;
	private readonly sessions = new Set<string>();
	private offered = 0;
	private server: SMTPServer | undefined;

	private constructor(port: number) {
		this.port = port;
	}

	static async start(): Promise<MailServer> {
		const server = new MailServer(await freePort());
		await server.up();
		return server;
	}

	async up(): Promise<void> {
		const server = new SMTPServer({
			authOptional: true,
			disabledCommands: ['STARTTLS', 'AUTH'],
			logger: false,
			onConnect: ({ id }, done) => {
				this.sessions.add(id);
				this.mostAtOnce = Math.max(this.mostAtOnce, this.sessions.size);
				done();
			},
			// Also of those who have gone before they were greeted.
			onClose: ({ id }) => void this.sessions.delete(id),
			onData: (stream, { envelope }, done) => {
				const chunks: Buffer[] = [];
				stream.on('data', (chunk: Buffer) => chunks.push(chunk));
				stream.on('end', () => {
					if (this.refuses(this.offered++)) return done(Object.assign(new Error('Too much to do, try later'), { responseCode: 451 }));
					const mail = Buffer.concat(chunks).toString('utf8');
					const subject = /^Subject: (.*)$/m.exec(mail)?.[1]?.trim() ?? '';
					const text = mail.slice(mail.indexOf('\r\n\r\n') + 4).trim();
					this.taken.push({ from: envelope.mailFrom.address, to: envelope.rcptTo[0]!.address.toLowerCase(), subject, text, at: Date.now() });
					done();
				});
			},
		});
		// Clients that are killed break their connections.
		server.on('error', () => undefined);
		await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
		this.server = server;
	}

	/** Resolves when nobody is connected, and what they had sent is read. */
	async idle(): Promise<void> {
		do await sleep(100);
		while (this.sessions.size > 0);
	}

	async down(): Promise<void> {
		const { server } = this;
		this.server = undefined;
		await new Promise<void>((resolve) => (server ? server.close(resolve) : resolve()));
	}
}
