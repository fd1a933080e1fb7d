import { compilePattern } from './compilePattern';
import { DAY_MS } from './dayMs';
import type { Operator, Scalar } from './Model';
import { remember } from './remember';
import { hasValue } from './values/hasValue';
import { toBoolean } from './values/toBoolean';
import { toInstant } from './values/toInstant';
import { toNumber } from './values/toNumber';
import { toRawText } from './values/toRawText';
import { toText } from './values/toText';

/** Whether one value satisfies the operator at `now` (epoch ms); a value of the wrong kind does not. */
export type Test = (value: unknown, now: number) => boolean;

/** What the operator's `value` in a model must be, as a message says it. */
export type Operand = 'nothing' | 'scalar' | 'list' | 'text' | 'pattern' | 'number' | 'bounds' | 'date' | 'domains';

interface PositiveOperator {
	operand: Operand;
	/** Compiles the operand, which `parseModel` has checked, into the test of a single value. */
	compile(operand: unknown): Test;
}

const equalTo = (operand: unknown): Test => {
	if (typeof operand === 'boolean') return (value) => toBoolean(value) === operand;
	const number = toNumber(operand);
	const text = toText(operand);
	return (value) => {
		const other = number === null ? null : toNumber(value);
		if (other !== null) return other === number;
		return text !== null && toText(value) === text;
	};
};

const anyOf = (operand: unknown): Test => {
	const tests = (operand as Scalar[]).map(equalTo);
	return (value, now) => tests.some((test) => test(value, now));
};

const textTest = (compare: (text: string, operand: string) => boolean) => (operand: unknown): Test => {
	const wanted = toText(operand) ?? '';
	return (value) => {
		const text = toText(value);
		return text !== null && compare(text, wanted);
	};
};

const [LAST_BLANK, LAST_ASCII] = [32, 127];
const lowerAscii = (code: number): number => (code >= 65 && code <= 90 ? code + 32 : code);

/** As `textTest`, but told from the first characters alone where they are ASCII: activities have many long URLs. */
const startingWith = (operand: unknown): Test => {
	const slowly = textTest((text, start) => text.startsWith(start))(operand);
	const wanted = toText(operand) ?? '';
	return (value, now) => {
		if (typeof value !== 'string') return slowly(value, now);
		for (let index = 0; index < wanted.length; index++) {
			const code = value.charCodeAt(index);
			if (code > LAST_ASCII || (index === 0 && code <= LAST_BLANK)) return slowly(value, now);
			if (lowerAscii(code) !== wanted.charCodeAt(index)) return value.charCodeAt(index + 1) > LAST_ASCII && slowly(value, now);
		}
		// What comes after may join the last one to make another.
		return value.charCodeAt(wanted.length) > LAST_ASCII || wanted === '' ? slowly(value, now) : true;
	};
};

const matching = (operand: unknown): Test => {
	const pattern = compilePattern(operand as string);
	return (value) => {
		const text = toRawText(value);
		return text !== null && pattern.test(text);
	};
};

const numberTest = (compare: (number: number, operand: number) => boolean) => (operand: unknown): Test => {
	const wanted = toNumber(operand) ?? NaN;
	return (value) => {
		const number = toNumber(value);
		return number !== null && compare(number, wanted);
	};
};

const within = (operand: unknown): Test => {
	const [low = NaN, high = NaN] = (operand as unknown[]).map((bound) => toNumber(bound) ?? NaN);
	return (value) => {
		const number = toNumber(value);
		return number !== null && low <= number && number <= high;
	};
};

const dateTest = (compare: (at: number, operand: number) => boolean) => (operand: unknown): Test => {
	const wanted = toInstant(operand) ?? NaN;
	return (value) => {
		const at = toInstant(value);
		return at !== null && compare(at, wanted);
	};
};

const ageTest = (compare: (ageMs: number, limitMs: number) => boolean) => (operand: unknown): Test => {
	const limitMs = (toNumber(operand) ?? NaN) * DAY_MS;
	return (value, now) => {
		const at = toInstant(value);
		return at !== null && compare(now - at, limitMs);
	};
};

const emailDomain = (operand: unknown): Test => {
	const domains = new Set((operand as unknown[]).map((domain) => toText(domain) ?? ''));
	const lengths: boolean[] = [];
	for (const { length } of domains) lengths[length] = true;
	const holds = remember((given: string): boolean => {
		const text = toText(given);
		if (text === null) return false;
		// The domain, then each one that it is a sub-domain of.
		for (let start = 0; ; ) {
			if (lengths[text.length - start] === true && domains.has(text.slice(start))) return true;
			const dot = text.indexOf('.', start);
			if (dot < 0) return false;
			start = dot + 1;
		}
	});
	// Addresses differ, their domains much less.
	return (value) => {
		const at = typeof value === 'string' ? value.lastIndexOf('@') : -1;
		return at >= 0 && holds((value as string).slice(at + 1));
	};
};

/** The positive operators; each is total: it answers for any value, and `false` for one of the wrong kind. */
const positive = {
	exists: { operand: 'nothing', compile: () => hasValue },
	equals: { operand: 'scalar', compile: equalTo },
	in: { operand: 'list', compile: anyOf },
	contains: { operand: 'text', compile: textTest((text, part) => text.includes(part)) },
	startsWith: { operand: 'text', compile: startingWith },
	endsWith: { operand: 'text', compile: textTest((text, part) => text.endsWith(part)) },
	matches: { operand: 'pattern', compile: matching },
	greaterThan: { operand: 'number', compile: numberTest((number, limit) => number > limit) },
	atLeast: { operand: 'number', compile: numberTest((number, limit) => number >= limit) },
	lessThan: { operand: 'number', compile: numberTest((number, limit) => number < limit) },
	atMost: { operand: 'number', compile: numberTest((number, limit) => number <= limit) },
	between: { operand: 'bounds', compile: within },
	before: { operand: 'date', compile: dateTest((at, limit) => at < limit) },
	after: { operand: 'date', compile: dateTest((at, limit) => at > limit) },
	withinLastDays: { operand: 'number', compile: ageTest((age, limit) => age >= 0 && age <= limit) },
	olderThanDays: { operand: 'number', compile: ageTest((age, limit) => age > limit) },
	emailDomainIn: { operand: 'domains', compile: emailDomain },
} satisfies Record<string, PositiveOperator>;

const overLists = (test: Test): Test => (value, now) =>
	Array.isArray(value) ? value.some((element) => test(element, now)) : test(value, now);

const asIs = ({ operand, compile }: PositiveOperator) => ({
	operand,
	compile: (value: unknown) => overLists(compile(value)),
});

const negated = ({ operand, compile }: PositiveOperator) => ({
	operand,
	compile: (value: unknown): Test => {
		const test = overLists(compile(value));
		return (fieldValue, now) => !test(fieldValue, now);
	},
});

/** Every operator of a condition: of a list's elements a positive one needs any, its negated twin none. */
export const operators: Readonly<Record<Operator, PositiveOperator>> = {
	// A list is a value, even an empty one.
	exists: positive.exists,
	notExists: { operand: 'nothing', compile: () => (value) => !hasValue(value) },
	equals: asIs(positive.equals),
	notEquals: negated(positive.equals),
	in: asIs(positive.in),
	notIn: negated(positive.in),
	contains: asIs(positive.contains),
	notContains: negated(positive.contains),
	startsWith: asIs(positive.startsWith),
	endsWith: asIs(positive.endsWith),
	matches: asIs(positive.matches),
	notMatches: negated(positive.matches),
	greaterThan: asIs(positive.greaterThan),
	atLeast: asIs(positive.atLeast),
	lessThan: asIs(positive.lessThan),
	atMost: asIs(positive.atMost),
	between: asIs(positive.between),
	before: asIs(positive.before),
	after: asIs(positive.after),
	withinLastDays: asIs(positive.withinLastDays),
	olderThanDays: asIs(positive.olderThanDays),
	emailDomainIn: asIs(positive.emailDomainIn),
	emailDomainNotIn: negated(positive.emailDomainIn),
};
