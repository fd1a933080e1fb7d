import { leadKey } from './leadKey';

const SOURCED = /^[a-z][\w-]*:\S/i;

/**
 * The identity that is meant by what a person or another step names a lead by: an e-mail address (NFC, trimmed, lower
 * case), an id with its source (`hubspot:123`, `visitor:9f2c`) as it is, any other text or number as `id:<it>`.
 * `undefined` where there is none.
 */
export function leadIdentity(value: unknown): string | undefined {
	const text = typeof value === 'string' ? value.trim() : value;
	return typeof text === 'string' && SOURCED.test(text) ? text : leadKey(text, 'id', text);
}
