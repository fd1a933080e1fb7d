import { parseModel, type Issue, type Model } from '../engine';
import { parseJsonParameter } from './parseJsonParameter';
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
	const given = parseJsonParameter('Model JSON', value);
	if (!given.ok) return given;
	const parsed = parseModel(given.json);
	return parsed.ok ? parsed : refuseModel("in 'Model JSON'", parsed.issues, "Mend these places in 'Model JSON':");
}
