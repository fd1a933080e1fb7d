import { N8nClient, type Account } from '../../host/N8nClient.ts';

interface HostFacts {
	url: string;
	account: Account;
	/** The owner's session, as a `Cookie` header. */
	cookie: string;
	/** Files in this folder can be read by n8n. */
	filesFolder: string;
	/** n8n's own; its embedded stores are in `.n8n/lead-store`. */
	userFolder: string;
	/** n8n's process, which leads a group of its own. */
	pid: number;
	/** With its key, for a server on 127.0.0.1 that n8n trusts; both as PEM. */
	certificate: { key: string; cert: string };
}

const VARIABLE = 'LEAD_SCORING_TEST_HOST';

/** Tells the test files, which may run in other processes, about the n8n that is running for them. */
export function shareHost(facts: HostFacts): void {
	process.env[VARIABLE] = JSON.stringify(facts);
}

/** The n8n that all end-to-end tests share, and a client that is signed in. Tests must not disturb one another in it. */
export async function sharedHost(): Promise<HostFacts & { client: N8nClient }> {
	const facts = JSON.parse(process.env[VARIABLE] ?? 'null') as HostFacts | null;
	if (!facts) throw new Error('No n8n is running for the tests: start them with jest, whose global setup starts it');
	const client = new N8nClient(facts.url);
	await client.signIn(facts.account);
	return { ...facts, client };
}
