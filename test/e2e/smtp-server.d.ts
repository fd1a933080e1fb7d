/** What we use of a library that comes without types. */
declare module 'smtp-server' {
	import type { Readable } from 'node:stream';

	export class SMTPServer {
		constructor(options: {
			authOptional: boolean;
			disabledCommands: string[];
			logger: boolean;
			onConnect(session: { id: string }, done: () => void): void;
			onClose(session: { id: string }): void;
			onData(stream: Readable, session: { envelope: { mailFrom: { address: string }; rcptTo: { address: string }[] } }, done: (error?: Error) => void): void;
		});
		listen(port: number, host: string, ready: () => void): void;
		close(closed: () => void): void;
		on(event: 'error', listener: (error: Error) => void): void;
	}
}
