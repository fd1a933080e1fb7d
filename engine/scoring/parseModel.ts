import { checkConsistency } from './checkConsistency';
import type { Issue } from './Issue';
import { listIssues } from './listIssues';
import type { Model } from './Model';
import { modelSchema } from './modelSchema';

/**
 * Checks a scoring model's JSON (format 1). Gives the model as it came in, or **every** problem at once, each
 * with its path: `groups[1].rules[0].points: expected a finite number, got "ten"`. Never throws.
 */
export function parseModel(json: unknown): { ok: true; model: Model } | { ok: false; issues: Issue[] } {
	try {
		const issues = listIssues(modelSchema, json, checkConsistency(json));
		return issues.length === 0 ? { ok: true, model: json as Model } : { ok: false, issues };
	} catch {
		// The schema library runs out of stack on some hundred thousand problems.
		return { ok: false, issues: [{ path: '', message: 'too many problems to list; is this a scoring model?' }] };
	}
}
