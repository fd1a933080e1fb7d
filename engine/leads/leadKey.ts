import { hasValue } from '../scoring/values/hasValue';

const EMAIL = /^[^\s@]+@[^\s@]+$/;

/**
 * A lead's identity: its e-mail address (NFC, trimmed, lower case) or else its id in the source, as
 * `<source>:<id>`. `undefined` when it has neither.
 */
export function leadKey(email: unknown, source: string, id: unknown): string | undefined {
	if (typeof email === 'string') {
		const address = email.normalize('NFC').trim().toLowerCase();
		if (EMAIL.test(address)) return address;
	}
	if ((typeof id !== 'string' && typeof id !== 'number') || !hasValue(id)) return undefined;
	return `${source}:${String(id).trim()}`;
}
