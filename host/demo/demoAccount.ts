import type { Account } from '../N8nClient.ts';

/** The log-in of the demo's n8n, which listens on this machine only. */
export const demoAccount: Account = {
	email: 'demo@example.com',
	password: 'Lead-scoring-1',
	firstName: 'Demo',
	lastName: 'Owner',
};
