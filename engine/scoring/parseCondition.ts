import { checkCondition } from './checkCondition';
import { formatPath } from './formatPath';
import type { Condition } from './Model';
import type { Issue } from './Issue';

/** Checks a condition's JSON as it stands in a model's `when`; reports every problem with its path. */
export function parseCondition(
	json: unknown,
): { ok: true; condition: Condition } | { ok: false; issues: Issue[] } {
	const issues = checkCondition(json, []).map(({ path, message }) => ({ path: formatPath(path), message }));
	return issues.length === 0 ? { ok: true, condition: json as Condition } : { ok: false, issues };
}
