import { createServer } from 'node:net';

/** Whether something listens on this port of 127.0.0.1 already (or it may not be used at all). */
export function isPortTaken(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(true));
		server.listen(port, '127.0.0.1', () => server.close(() => resolve(false)));
	});
}
