/** What the links of a message must know of it. */
export interface MessageReference {
	/** Of the lead that it was sent to. */
	key: string;
	messageId: string;
	/** Of a campaign's message. */
	campaignId: string | null;
	step: string | null;
	/** Where its link leads to. */
	linkUrl: string | null;
}

/**
 * Text for the links of a message: what it refers to, encrypted and signed with a secret of the store's own. Whoever sees
 * it, in a log or an address bar, learns nothing of the lead, and nobody can make or change one.
 */
export interface MessageTokens {
	/** Safe in an address as it is. Another one each time. */
	seal(message: MessageReference): Promise<string>;
	/** `null` for text that this store has not made. Tokens do not age: a link to unsubscribe must always work. */
	open(token: string): Promise<MessageReference | null>;
}
