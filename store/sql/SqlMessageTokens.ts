import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { MessageReference, MessageTokens } from '../ports/MessageTokens';
import type { Identities } from './Identities';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const MOST_CHARACTERS = 8_000;

type Sealed = [key: string, messageId: string, campaignId: string | null, step: string | null, linkUrl: string | null];

export class SqlMessageTokens implements MessageTokens {
	private readonly identities: Identities;

	constructor(identities: Identities) {
		this.identities = identities;
	}

	async seal({ key, messageId, campaignId, step, linkUrl }: MessageReference): Promise<string> {
		const sealed: Sealed = [key, messageId, campaignId, step, linkUrl];
		const iv = randomBytes(IV_BYTES);
		const cipher = createCipheriv(CIPHER, await this.secret(), iv);
		const text = Buffer.concat([cipher.update(JSON.stringify(sealed), 'utf8'), cipher.final()]);
		return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url');
	}

	async open(token: string): Promise<MessageReference | null> {
		if (token.length > MOST_CHARACTERS) return null;
		const bytes = Buffer.from(token, 'base64url');
		if (bytes.length <= IV_BYTES + TAG_BYTES) return null;
		const decipher = createDecipheriv(CIPHER, await this.secret(), bytes.subarray(0, IV_BYTES));
		decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
		try {
			const text = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
			const [key, messageId, campaignId, step, linkUrl] = JSON.parse(text) as Sealed;
			return { key, messageId, campaignId, step, linkUrl };
		} catch {
			return null;
		}
	}

	/** Apart from the salt, so that neither use tells anything of the other. */
	private async secret(): Promise<Uint8Array> {
		return new Uint8Array(hkdfSync('sha256', await this.identities.salt(), '', 'message tokens', 32));
	}
}
