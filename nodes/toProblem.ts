import type { Issue } from '../engine';
import type { Problem } from './Problem';

/** What is wrong with a node's parameters, as one problem; each issue's path is the name in the panel. */
export function toProblem(issues: readonly Issue[]): Problem {
	const [first, ...others] = issues;
	if (first && others.length === 0) {
		return { message: `${first.path}: ${first.message}`, remedy: "Correct it in the node's parameters." };
	}
	return { message: `${issues.length} of the node's parameters are wrong`, remedy: 'Correct all of these:', issues };
}
