import { parseModel, type Issue, type Model } from '../engine';
import type { Problem } from './Problem';

export type ModelReading = { ok: true; model: Model } | { ok: false; problem: Problem };

/** All that is wrong with a model, told at once. */
export const refuseModel = (source: string, issues: readonly Issue[], remedy: string): ModelReading => ({
	ok: false,
	problem: {
		message: `The model ${source} has ${issues.length === 1 ? 'a problem' : `${issues.length} problems`}`,
		remedy,
		issues,
	},
});

/** Reads the value of the parameter 'Model JSON': a scoring model, or the JSON text of one. */
export function readModelJson(value: unknown): ModelReading {
	let json = value;
	try {
		if (typeof value === 'string') json = JSON.parse(value);
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		return { ok: false, problem: { message: "'Model JSON' is not valid JSON", remedy: `${message}. Check quotes and commas there.` } };
	}
	const parsed = parseModel(json);
	return parsed.ok ? parsed : refuseModel("in 'Model JSON'", parsed.issues, "Mend these places in 'Model JSON':");
}
