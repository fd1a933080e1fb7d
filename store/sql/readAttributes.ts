/** A lead's fields; those that were emptied are gone, and an address it is known by stands in for a missing `email`. */
export function readAttributes({ key, attributes }: { key: string; attributes: string }): Record<string, unknown> {
	const filled = Object.entries(JSON.parse(attributes) as Record<string, unknown>).filter(([, value]) => value !== null);
	const isAddress = key.includes('@') && !key.includes(':');
	return Object.fromEntries(isAddress ? [['email', key], ...filled] : filled);
}
