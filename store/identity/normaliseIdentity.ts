import { storableText } from '../sql/storableText';

const EMAIL = /^[^\s@]+@[^\s@]+$/;

/** An identity as it is kept: NFC and trimmed, e-mail addresses in lower case. Empty if there is nothing in it. */
export function normaliseIdentity(identity: string): string {
	const text = storableText(identity).normalize('NFC').trim();
	return EMAIL.test(text) ? text.toLowerCase() : text;
}
