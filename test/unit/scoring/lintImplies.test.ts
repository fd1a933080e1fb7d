import type { FieldCondition, Operator, Scalar } from '../../../engine';
import { compileCondition } from '../../../engine';
import { implies } from '../../../engine/scoring/lint/implies';
import { negate, toConditionTree } from '../../../engine/scoring/lint/toConditionTree';
import { NOW } from './arbitraries';

const DAY = 86_400_000;

const operands: Partial<Record<Operator, (Scalar | Scalar[])[]>> = {
	equals: ['x', ' XY ', 'yes', 'true', true, false, 1, '1', '1.0', 5, '', 'u@sub.acme.no', '2026-11-20'],
	in: [[], ['x', 'y'], ['xy', 5, ''], [true], ['true', 'yes', 1], ['no', 0, 'FALSE'], ['u@acme.no', 'u@sub.acme.no']],
	contains: ['x', 'xy', 'y', '@acme', ''],
	startsWith: ['x', 'xy', 'y'],
	endsWith: ['y', 'xy', 'x', 'acme.no'],
	matches: ['^x', 'y', '[0-9]'],
	greaterThan: [0, 1, 5],
	atLeast: [0, 1, 5],
	lessThan: [0, 1, 5],
	atMost: [0, 1, '5'],
	between: [[0, 1], [1, 5], [1, 1], [0, 5]],
	before: ['2026-11-20', '2026-11-25'],
	after: ['2026-11-20', '2026-11-25'],
	withinLastDays: [-1, 0, 1, 7],
	olderThanDays: [-7, -1, 0, 1],
	emailDomainIn: [[], ['acme.no'], ['sub.acme.no'], ['acme.no', '@x.no'], ['']],
};
const twins: Partial<Record<Operator, Operator>> = { equals: 'notEquals', in: 'notIn', contains: 'notContains', matches: 'notMatches', emailDomainIn: 'emailDomainNotIn' };

const conditions: FieldCondition[] = [
	{ field: 'f', op: 'exists' },
	{ field: 'f', op: 'notExists' },
	...Object.entries(operands).flatMap(([op, values]) =>
		values.flatMap((value) => {
			const positive: FieldCondition = { field: 'f', op: op as Operator, value };
			const twin = twins[positive.op];
			return twin === undefined ? [positive] : [positive, { ...positive, op: twin }];
		}),
	),
];

const singles: unknown[] = [
	...['x', 'X', ' xy', 'yx', 'axb', 'zy', 'yes', 'Yes ', 'TRUE', 'no', 'false', '', '  ', '0', '1', '1.0', '1e0', '5', '-3', '0.5', 'u@acme.no', 'u@sub.acme.no', 'u@', 'acme.no', '@'],
	...['2026-11-19', '2026-11-20', '2026-11-22T08:00:00Z', '2026-11-25', '2026-12-24'],
	...[0, 0.5, 1, 1.5, 5, 6, -1, NaN, true, false, null, undefined, {}, [], new Date(NOW)],
	...[-8, -7, -1, -0.5, 0, 0.5, 1, 7, 8].map((age) => NOW - age * DAY),
];
const values: unknown[] = [...singles, ...singles.flatMap((one, index) => singles.slice(index + 1, index + 12).map((other) => [one, other]))];

/** For each condition, on which of the values it holds. */
const held = conditions.map((condition) => {
	const holds = compileCondition(condition);
	return values.map((value) => holds({ f: value }, NOW));
});

describe('one condition on a field implies another', () => {
	const found: string[] = [];

	it('only where it does, for single values and for lists', () => {
		for (const [i, a] of conditions.entries()) {
			for (const [j, b] of conditions.entries()) {
				if (!implies(toConditionTree(a, []), toConditionTree(b, []), { steps: 100 })) continue;
				if (i !== j) found.push(`${JSON.stringify([a.op, a.value])} → ${JSON.stringify([b.op, b.value])}`);
				const counterexample = values.findIndex((_value, index) => held[i]![index] && !held[j]![index]);
				if (counterexample >= 0) expect({ a, b, value: values[counterexample] }).toBe('no counterexample');
			}
		}
	});

	it.each([
		['["equals","x"] → ["in",["x","y"]]'],
		['["equals"," XY "] → ["startsWith","x"]'],
		['["equals","u@sub.acme.no"] → ["emailDomainIn",["acme.no"]]'],
		['["equals","yes"] → ["equals",true]'],
		['["equals",true] → ["in",["true","yes",1]]'],
		['["equals","1.0"] → ["between",[0,1]]'],
		['["notIn",["x","y"]] → ["notEquals","x"]'],
		['["contains","xy"] → ["contains","x"]'],
		['["endsWith","xy"] → ["endsWith","y"]'],
		['["greaterThan",1] → ["atLeast",1]'],
		['["between",[0,1]] → ["atMost","5"]'],
		['["before","2026-11-20"] → ["before","2026-11-25"]'],
		['["withinLastDays",1] → ["withinLastDays",7]'],
		['["withinLastDays",7] → ["olderThanDays",-1]'],
		['["emailDomainIn",["sub.acme.no"]] → ["emailDomainIn",["acme.no"]]'],
		['["matches","y"] → ["exists",null]'.replace(',null', '')],
	])('%s is seen', (pair) => expect(found.map((each) => each.replace(',null', ''))).toContain(pair));

	it.each([
		['["equals",1] → ["contains","x"]'],
		['["atLeast",1] → ["greaterThan",1]'],
		['["startsWith","xy"] → ["startsWith","y"]'],
		['["equals","1"] → ["equals",true]'],
	])('%s is not', (pair) => expect(found).not.toContain(pair));

	it('a condition and its opposite take turns', () => {
		for (const [index, condition] of conditions.entries()) {
			const tree = toConditionTree(condition, []);
			const opposite = toConditionTree({ not: condition }, []);
			expect(implies(negate(tree), opposite, { steps: 10 })).toBe(true);
			expect(compileCondition({ not: condition })({ f: values[index] }, NOW)).toBe(!held[index]![index]);
		}
	});
});
