import { types } from 'node:util';
import { LeadStoreError } from '../LeadStoreError';

interface SqliteFailure extends Error {
	code?: string;
	/** SQLite's extended result code; the low byte is the kind. */
	errcode?: number;
}

const asFailure = (error: unknown): SqliteFailure | null => (types.isNativeError(error) ? error : null);

const CHECK_DISK = 'Check the disk; what was acknowledged is kept.';

/** SQLITE_CONSTRAINT_PRIMARYKEY and _UNIQUE. */
const TAKEN = new Set([1555, 2067]);

/** Whether somebody else came first with the same row, so that the transaction can simply be done again. */
export const isConflict = (error: unknown): boolean => TAKEN.has(asFailure(error)?.errcode ?? 0);

/** What SQLite or the file system reports, in words for people; `null` if it is neither. */
export function sqliteError(error: unknown, place: string): LeadStoreError | null {
	const failure = asFailure(error);
	if (!failure) return null;
	const { code, errcode = 0, message } = failure;
	if (code !== 'ERR_SQLITE_ERROR') {
		if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
			return new LeadStoreError('readOnly', `Cannot write ${place}: ${message}`, "Let n8n's user write into this folder.", error);
		}
		if (code === 'ENOTDIR' || code === 'EEXIST' || code === 'ENOENT') {
			return new LeadStoreError('refused', `Cannot open ${place}: ${message}`, "Something else is where its folder should be: move that away, or correct n8n's user folder (N8N_USER_FOLDER).", error);
		}
		if (code === 'ENOSPC') return new LeadStoreError('full', `The disk is full: ${place} cannot grow`, 'Free some space and run again; nothing was lost.', error);
		if (code === 'EIO') return new LeadStoreError('failed', `Cannot read or write ${place}: ${message}`, CHECK_DISK, error);
		return null;
	}
	switch (errcode & 0xff) {
		case 5:
		case 6:
			return new LeadStoreError('unreachable', `${place} is busy: another process keeps writing`, 'Run again; with many writers, use PostgreSQL.', error);
		case 8:
			return new LeadStoreError('readOnly', `${place} is read-only`, "Let n8n's user write this file and its folder.", error);
		case 10:
			return new LeadStoreError('failed', `Cannot read or write ${place}: ${message}`, CHECK_DISK, error);
		case 11:
		case 26:
			return new LeadStoreError('corrupt', `${place} is damaged, or no lead store: ${message}`, 'Restore a backup of it, or move the file away to begin with an empty store. Nothing was changed.', error);
		case 13:
			return new LeadStoreError('full', `The disk is full: ${place} cannot grow`, 'Free some space and run again; nothing was lost.', error);
		case 14:
			return new LeadStoreError('readOnly', `Cannot open ${place}`, "Let n8n's user read and write this file and its folder.", error);
		default:
			return new LeadStoreError('failed', `${place} failed: ${message}`, 'Run again. If it stays, check the file with a backup.', error);
	}
}
