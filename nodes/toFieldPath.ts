const BRACKETED_NAME = /\[(["'])(.*?)\1\]/g;

/**
 * A field's name as people give it, as a field path: `$json.company.size`, `{{ $json.company.size }}` and `company['size']` (what
 * the editor writes when a field is dragged in) become `company.size`.
 */
export function toFieldPath(text: string): string {
	return text
		.trim()
		.replace(/^=?\{\{\s*(.*?)\s*\}\}$/, '$1')
		.replace(/^\$json(?=[.[])/, '')
		.replace(BRACKETED_NAME, '.$2')
		.replace(/^\./, '');
}
