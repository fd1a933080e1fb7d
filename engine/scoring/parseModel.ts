import { checkConsistency } from './checkConsistency';
import { formatPath } from './formatPath';
import type { Issue } from './Issue';
import type { Model } from './Model';
import { modelSchema } from './modelSchema';
import { quote } from './quote';

function findIssues(json: unknown): Issue[] {
	const { error } = modelSchema.safeParse(json, { reportInput: true });
	const issues: Issue[] = [];
	for (const issue of error?.issues ?? []) {
		if (issue.code === 'unrecognized_keys') {
			for (const key of issue.keys) {
				issues.push({ path: formatPath([...issue.path, key]), message: 'unknown key; check its spelling or remove it' });
			}
		} else {
			const complete = issue.code === 'custom' && issue.params?.complete === true;
			const message = complete ? issue.message : `expected ${issue.message}, got ${quote(issue.input)}`;
			issues.push({ path: formatPath(issue.path), message });
		}
	}
	for (const { path, message } of checkConsistency(json)) issues.push({ path: formatPath(path), message });
	return issues;
}

/**
 * Checks a scoring model's JSON (format 1). Gives the model as it came in, or **every** problem at once, each
 * with its path: `groups[1].rules[0].points: expected a finite number, got "ten"`. Never throws.
 */
export function parseModel(json: unknown): { ok: true; model: Model } | { ok: false; issues: Issue[] } {
	try {
		const issues = findIssues(json);
		return issues.length === 0 ? { ok: true, model: json as Model } : { ok: false, issues };
	} catch {
		// The schema library runs out of stack on some hundred thousand problems.
		return { ok: false, issues: [{ path: '', message: 'too many problems to list; is this a scoring model?' }] };
	}
}
