import type { Problem } from './Problem';

/** Reads the value of a JSON parameter: whatever it is, or what it says as JSON text. */
export function parseJsonParameter(label: string, value: unknown): { ok: true; json: unknown } | { ok: false; problem: Problem } {
	if (typeof value !== 'string') return { ok: true, json: value };
	if (value.trim() === '') return { ok: false, problem: { message: `'${label}' is empty`, remedy: 'Put the JSON there, or choose where else it comes from.' } };
	try {
		return { ok: true, json: JSON.parse(value) };
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		return { ok: false, problem: { message: `'${label}' is not valid JSON`, remedy: `${message}. Check quotes and commas there.` } };
	}
}
