import { hasValue, type Lead } from '../engine';

const MOST_SHOWN = 60;

/** Says that a lead has no identity, and what stands where its address should be. */
export function withoutIdentity({ attributes: { email } }: Lead): string {
	const held = hasValue(email) ? ` ('email' holds ${(JSON.stringify(email) ?? String(email)).slice(0, MOST_SHOWN)})` : '';
	return `neither an email address${held} nor an ID`;
}
