/** Activity types as people read them: `email_open` and `email_click` become `email open or email click`. */
export const describeTypes = (types: readonly string[]): string =>
	types.map((type) => type.trim().toLowerCase().replace(/[_-]+/g, ' ')).join(' or ');
