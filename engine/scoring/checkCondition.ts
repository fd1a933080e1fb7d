import { compilePattern } from './compilePattern';
import { isFieldPath } from './isFieldPath';
import { isRecord } from './isRecord';
import type { Operator } from './Model';
import { operators, type Operand } from './operators';
import type { Problem } from './Problem';
import { quote } from './quote';
import { toInstant } from './values/toInstant';
import { toNumber } from './values/toNumber';

const DEEPEST = 10;

type Path = readonly PropertyKey[];

const isScalar = (value: unknown): boolean =>
	typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
const isText = (value: unknown): boolean => typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));
const isListOf = (value: unknown, accepts: (element: unknown) => boolean): boolean =>
	Array.isArray(value) && value.every(accepts);
const isBounds = (value: unknown): boolean =>
	isListOf(value, (bound) => toNumber(bound) !== null) && (value as unknown[]).length === 2;

const patternError = (value: unknown): string | null => {
	if (typeof value !== 'string') return `expected a regular expression, got ${quote(value)}`;
	try {
		compilePattern(value);
		return null;
	} catch (error) {
		return `expected a regular expression (RE2 syntax), got ${quote(value)}: ${error instanceof Error ? error.message : 'it cannot be read'}`;
	}
};

const expect = (isRight: boolean, expected: string, value: unknown): string | null =>
	isRight ? null : `expected ${expected}, got ${quote(value)}`;

/** What is wrong with an operator's `value`, or `null`. */
const operandError: Record<Operand, (value: unknown) => string | null> = {
	nothing: () => null,
	scalar: (value) => expect(isScalar(value), 'a text, number or boolean', value),
	list: (value) => expect(isListOf(value, isScalar), 'a list of texts, numbers or booleans', value),
	text: (value) => expect(isText(value), 'a text', value),
	pattern: patternError,
	number: (value) => expect(toNumber(value) !== null, 'a finite number', value),
	bounds: (value) =>
		expect(isBounds(value), 'two numbers, [low, high]', value) ??
		expect(Number((value as unknown[])[0]) <= Number((value as unknown[])[1]), 'the low bound first', value),
	date: (value) => expect(toInstant(value) !== null, 'an ISO 8601 date or epoch milliseconds', value),
	domains: (value) => expect(isListOf(value, (domain) => typeof domain === 'string'), 'a list of e-mail domains', value),
};

const unknownKeys = (record: Record<string, unknown>, known: string[], path: Path): Problem[] =>
	Object.keys(record)
		.filter((key) => !known.includes(key))
		.map((key) => ({ path: [...path, key], message: `unknown key; known here: ${known.join(', ')}` }));

function checkField(record: Record<string, unknown>, path: Path): Problem[] {
	const { field, op, value } = record;
	const issues = unknownKeys(record, ['field', 'op', 'value'], path);
	if (typeof field !== 'string' || !isFieldPath(field)) {
		issues.push({
			path: [...path, 'field'],
			message: `expected a field path such as "company.employees" or "tags[0]", got ${quote(field)}`,
		});
	}
	if (typeof op !== 'string' || !Object.hasOwn(operators, op)) {
		issues.push({
			path: [...path, 'op'],
			message: `expected one of ${Object.keys(operators).join(', ')}; got ${quote(op)}`,
		});
		return issues;
	}
	const message = operandError[operators[op as Operator].operand](value);
	if (message !== null) issues.push({ path: [...path, 'value'], message });
	return issues;
}

/** Every problem of a condition's JSON, each with its path (starting at `path`); none means it compiles. */
export function checkCondition(json: unknown, path: Path, depth = 1): Problem[] {
	if (!isRecord(json)) {
		return [{ path, message: `expected a condition such as { "field": …, "op": …, "value": … }, got ${quote(json)}` }];
	}
	if (depth > DEEPEST) return [{ path, message: `conditions may nest ${DEEPEST} deep at most` }];
	const combiners = ['all', 'any', 'not'].filter((key) => Object.hasOwn(json, key));
	const [combiner] = combiners;
	if (combiner === undefined) return checkField(json, path);
	if (combiners.length > 1) {
		return [{ path, message: `expected one of "all", "any" and "not", got ${combiners.join(' and ')}` }];
	}
	const issues = unknownKeys(json, [combiner], path);
	const inner = json[combiner];
	if (combiner === 'not') return [...issues, ...checkCondition(inner, [...path, 'not'], depth + 1)];
	if (!Array.isArray(inner)) {
		return [...issues, { path: [...path, combiner], message: `expected a list of conditions, got ${quote(inner)}` }];
	}
	return issues.concat(
		inner.flatMap((part, index) => checkCondition(part, [...path, combiner, index], depth + 1)),
	);
}
