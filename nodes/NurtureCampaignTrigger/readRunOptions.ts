import type { ITriggerFunctions } from 'n8n-workflow';
import { toNumber, type Issue } from '../../engine';
import { toProblem } from '../toProblem';
import { toTriggerError } from './toTriggerError';

export interface RunOptions {
	maxAttempts: number;
	batchSize: number;
	concurrency: number;
}

/**
 * How events become runs. Expressions may give any number, and with some the trigger would never give anything out.
 *
 * @throws NodeOperationError that tells all that is wrong
 */
export function readRunOptions(context: ITriggerFunctions): RunOptions {
	const given = context.getNodeParameter('options', {}) as Partial<Record<keyof RunOptions, unknown>>;
	const issues: Issue[] = [];
	const count = (name: keyof RunOptions, label: string, initial: number, most: number): number => {
		const value = given[name] ?? initial;
		const number = toNumber(value);
		if (number !== null && Number.isInteger(number) && number >= 1 && number <= most) return number;
		issues.push({ path: `'${label}'`, message: `expected a whole number, 1 to ${most}, got ${JSON.stringify(value)}` });
		return initial;
	};
	const options = {
		maxAttempts: count('maxAttempts', 'Attempts', 10, 100),
		batchSize: count('batchSize', 'Leads per Execution', 1, 1000),
		concurrency: count('concurrency', 'Runs at Once', 5, 100),
	};
	if (issues.length > 0) throw toTriggerError(context, toProblem(issues));
	return options;
}
