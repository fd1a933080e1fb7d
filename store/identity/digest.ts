import { createHash, createHmac } from 'node:crypto';

/** What is kept of an identity that must be remembered without being known: 256 bits under the store's own salt. */
export const identityDigest = (salt: string, identity: string): string => createHmac('sha256', salt).update(identity).digest('hex');

const sorted = (value: unknown): unknown => {
	if (Array.isArray(value)) return value.map(sorted);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, each]) => [name, sorted(each)]));
};

/** The id of an activity that came without one. The lead is not in it: two leads that become one count the same event once. */
export const activityDigest = (type: string, at: number, properties: unknown): string =>
	createHash('sha256').update(JSON.stringify([type, at, sorted(properties ?? {})])).digest('base64url').slice(0, 22);
