import { createServer, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { repositoryRoot } from '../../host/repositoryRoot.ts';

const PLACEHOLDER = 'https://your-n8n.example.com/webhook/visits';

/** A website of a few pages that has the tracking snippet on each, as `docs/tracking.md` prints it. */
export class TestSite {
	private readonly server: Server;

	private constructor(server: Server) {
		this.server = server;
	}

	/** @param webhookUrl where the visits are to be sent, in place of the address in the documentation */
	static async start(webhookUrl: string): Promise<TestSite> {
		const documentation = await readFile(join(repositoryRoot, 'docs', 'tracking.md'), 'utf8');
		const [, snippet = ''] = /```html\n([^]*?)```/.exec(documentation) ?? [];
		if (!snippet.includes(PLACEHOLDER)) throw new Error(`The snippet in docs/tracking.md does not name ${PLACEHOLDER}`);
		const page = (path: string): string =>
			`<!doctype html><title>Page ${path}</title>
			<button id="agree" onclick="leadTracking.allow()">Agree</button>
			<button id="refuse" onclick="leadTracking.forbid()">Refuse</button>
			<form name="newsletter" action="/thanks"><input name="email"><input name="password" type="password"><button>Send</button></form>
			${snippet.replace(PLACEHOLDER, webhookUrl)}`;
		const server = createServer(({ url = '/' }, response) => {
			response.setHeader('Content-Type', 'text/html').end(page(new URL(url, 'http://site').pathname));
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return new TestSite(server);
	}

	/** With no slash at the end. */
	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}
}
