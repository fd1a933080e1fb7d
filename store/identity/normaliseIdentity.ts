import { storableText } from '../sql/storableText';

const EMAIL = /^[^\s@]+@[^\s@]+$/;

/** Characters; an index of PostgreSQL takes no more than some 2,700 bytes. */
const LONGEST_IDENTITY = 500;

/** An identity as it is kept: NFC and trimmed, e-mail addresses in lower case. Empty if there is nothing in it. */
export function normaliseIdentity(identity: string): string {
	const text = storableText(identity).normalize('NFC').trim();
	return EMAIL.test(text) ? text.toLowerCase() : text;
}

/** What keeps a normalised identity from being one; `null`: nothing. */
export function identityProblem(identity: string): { message: string; remedy: string } | null {
	if (identity === '') return { message: 'The lead has no identity', remedy: 'Give it an e-mail address or an id.' };
	if (identity.length > LONGEST_IDENTITY) return { message: `The identity '${identity.slice(0, 50)}…' is too long`, remedy: `Use an e-mail address or an id of at most ${LONGEST_IDENTITY} characters.` };
	return null;
}
