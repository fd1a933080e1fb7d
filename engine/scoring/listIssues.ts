import type { z } from 'zod/v4';
import { formatPath } from './formatPath';
import type { Issue } from './Issue';
import type { Problem } from './Problem';
import { quote } from './quote';

/**
 * Every problem of a document: what its schema (made of `schemaParts`) finds, then the `problems` between its parts. Each
 * has its path and a message, `groups[1].rules[0].points: expected a finite number, got "ten"`.
 */
export function listIssues(schema: z.ZodType, json: unknown, problems: readonly Problem[]): Issue[] {
	const { error } = schema.safeParse(json, { reportInput: true });
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
	for (const { path, message } of problems) issues.push({ path: formatPath(path), message });
	return issues;
}
