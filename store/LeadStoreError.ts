export type LeadStoreErrorCode =
	| 'unreachable'
	| 'refused'
	| 'readOnly'
	| 'full'
	| 'corrupt'
	| 'newerSchema'
	| 'notFound'
	| 'invalid'
	| 'failed';

/** What the lead store could not do: the message names what and why, `remedy` the next step. Neither has a password in it. */
export class LeadStoreError extends Error {
	override readonly name = 'LeadStoreError';
	readonly code: LeadStoreErrorCode;
	readonly remedy: string;

	constructor(code: LeadStoreErrorCode, message: string, remedy: string, cause?: unknown) {
		// Many begin with where the store is: "the lead store at …".
		super(message.charAt(0).toUpperCase() + message.slice(1), { cause });
		this.code = code;
		this.remedy = remedy;
	}
}
