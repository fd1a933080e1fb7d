/** What we use of a library that comes without types. */
declare module 'hoodiecrow-imap' {
	import type { Server } from 'node:net';

	interface ImapServer {
		/** Of the network; listening from `listen` on. */
		server: Server;
		listen(port: number, host: string, ready: () => void): void;
		close(closed: () => void): void;
		appendMessage(mailbox: string, flags: string[], internalDate: Date, mail: string): void;
	}

	export default function hoodiecrow(options: {
		plugins: string[];
		users: Record<string, { password: string }>;
		storage: Record<string, object>;
	}): ImapServer;
}
