import { types } from 'node:util';
import { LeadStoreError } from '../LeadStoreError';

const AWAY = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN', 'EPIPE', '25P03', '57P01', '57P02', '57P03', '08000', '08003', '08006', '53300']);

export const codeOf = (error: unknown): string | undefined => (error as { code?: string } | null)?.code;

/** Whether the server is away, going down, or gave up on this connection, so that the same may work in a moment. */
export const isAway = (error: unknown): boolean =>
	AWAY.has(codeOf(error) ?? '') || (types.isNativeError(error) && /connection terminated|connection timeout|timeout exceeded when trying to connect|client has encountered a connection error/i.test(error.message));

/** Whether the server answered that it does not speak TLS. */
export const hasNoTls = (error: unknown): boolean => error instanceof Error && /does not support SSL/i.test(error.message);

/** Whether the transaction lost against another one and can simply be done again. */
export const isConflict = (error: unknown): boolean => ['40001', '40P01', '23505'].includes(codeOf(error) ?? '');

/** What PostgreSQL or the network reports, in words for people; `null` if it is neither. */
export function postgresError(error: unknown, place: string): LeadStoreError | null {
	if (!types.isNativeError(error)) return null;
	const code = codeOf(error);
	const told = error instanceof AggregateError && error.message === '' ? String(error.errors[0]) : error.message;
	if (isAway(error)) {
		return new LeadStoreError('unreachable', `Cannot reach ${place}: ${told}`, "Check that the server runs, and 'Host' and 'Port' in the credential 'Lead Store API'. What was acknowledged is kept; run again.", error);
	}
	switch (code) {
		case '28P01':
		case '28000':
			return new LeadStoreError('refused', `${place} refused the log-in: ${told}`, "Correct 'User', 'Password' or 'SSL' in the credential 'Lead Store API'.", error);
		case '3D000':
			return new LeadStoreError('refused', `${place} has no such database: ${told}`, "Create the database, or correct 'Database' in the credential 'Lead Store API'.", error);
		case '42501':
			return new LeadStoreError('refused', `${place} does not let this user do that: ${told}`, 'Make the user the owner of the schema and its tables; to make a new one, it needs CREATE on the database. Nothing was changed.', error);
		case '53100':
			return new LeadStoreError('full', `The disk of ${place} is full`, 'Free some space on that server and run again. What was acknowledged is kept; of what failed, nothing is half-written.', error);
		case '42P07':
			return new LeadStoreError('refused', `${place} has tables of something else in its schema: ${told}`, "Choose a 'Schema' of its own in the credential 'Lead Store API'. Nothing was changed.", error);
		case 'XX001':
		case 'XX002':
			return new LeadStoreError('corrupt', `${place} is damaged: ${told}`, 'Stop writing to that server and restore a backup.', error);
		case '25006':
			return new LeadStoreError('readOnly', `${place} is read-only: ${told}`, 'Connect to the primary server, or switch default_transaction_read_only off for this user and database. Nothing was changed.', error);
		default:
			if (/^SASL/.test(told)) {
				return new LeadStoreError('refused', `${place} refused the log-in: it asks for a password`, "Enter 'Password' in the credential 'Lead Store API'.", error);
			}
			if (/SSL|certificate/i.test(told)) {
				return new LeadStoreError('refused', `${place}: ${told}`, "Set 'SSL' and 'Ignore SSL Issues (Insecure)' in the credential 'Lead Store API' as the server needs them.", error);
			}
			return code === undefined ? null : new LeadStoreError('failed', `${place} failed: ${told}`, 'Run again; if it stays, look into the log of the server.', error);
	}
}
