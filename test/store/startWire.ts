import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A commit that is on its way to the server. */
export interface CaughtCommit {
	/** Lets it arrive; resolves when the server has answered, which goes no further. */
	deliver(): Promise<void>;
	/** Breaks the connection of the one who sent it. */
	hangUp(): void;
}

/** A way to a PostgreSQL server, which can be broken. */
export interface Wire {
	port: number;
	/** Stops the next commit on its way. */
	catchCommit(): Promise<CaughtCommit>;
	cut(): Promise<void>;
	mend(): Promise<void>;
}

const COMMIT = 'commit\0';

export async function startWire(to: { host: string; port: number }): Promise<Wire> {
	const sockets = new Set<Socket>();
	let onCommit: ((caught: CaughtCommit) => void) | undefined;

	function link(client: Socket): void {
		const server = connect(to.port, to.host);
		let isCaught = false;
		for (const [socket, other] of [[client, server], [server, client]] as const) {
			sockets.add(socket);
			socket.on('error', () => undefined).on('close', () => {
				sockets.delete(socket);
				// A commit that was caught can still arrive.
				if (!isCaught) other.destroy();
			});
		}
		server.on('data', (chunk) => isCaught || client.write(chunk));
		client.on('data', (chunk) => {
			if (onCommit === undefined || !chunk.includes(COMMIT)) return void server.write(chunk);
			isCaught = true;
			onCommit({
				deliver: () => new Promise((resolve) => server.once('data', () => resolve()).write(chunk)),
				hangUp: () => client.destroy(),
			});
			onCommit = undefined;
		});
	}

	const listen = (port: number): Promise<Server> =>
		new Promise((resolve) => {
			const server = createServer(link).listen(port, '127.0.0.1', () => resolve(server));
		});
	let server = await listen(0);
	const { port } = server.address() as AddressInfo;
	return {
		port,
		catchCommit: () => new Promise((resolve) => (onCommit = resolve)),
		async cut() {
			const closed = new Promise((resolve) => server.close(resolve));
			sockets.forEach((socket) => socket.destroy());
			await closed;
		},
		mend: async () => void (server = await listen(port)),
	};
}
