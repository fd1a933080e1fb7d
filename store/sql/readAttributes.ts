/** A lead's fields; those that were emptied are gone, and an address it is known by stands in for a missing `email`. */
export function readAttributes({ key, attributes }: { key: string; attributes: string }): Record<string, unknown> {
	const given = JSON.parse(attributes) as Record<string, unknown>;
	const filled = Object.values(given).includes(null) ? Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)) : given;
	const isAddress = key.includes('@') && !key.includes(':');
	return isAddress ? { email: key, ...filled } : filled;
}
