import fc from 'fast-check';
import { compileCondition, compileModel, lintModel, parseModel, readPath, type Condition, type Lead, type Model, type ModelWarning, type Rule, type ScoreResult, type WarningCode } from '../../../engine';
import { NOW } from './arbitraries';
import { anyRecord, idleLead, idleModel } from './lintArbitraries';

type Fields = Record<string, unknown>;
type Check = (lead: Lead, record: Fields) => boolean;

const scoring = (model: Model, previousBand: string | null = null): ((lead: Lead) => ScoreResult) => {
	const scorer = compileModel(model, { review: false });
	return (lead) => scorer.score(lead, NOW, previousBand);
};

const keysOf = (path: string): string[] => path.split(/[.[\]]+/).filter((key) => key !== '');

const at = <Value>(model: Model, keys: readonly string[]): Value =>
	keys.reduce<unknown>((value, key) => (value as Fields)[key], model) as Value;

/** The model without what is at a path. */
function without(model: Model, path: string): Model {
	const copy = structuredClone(model);
	const keys = keysOf(path);
	const last = keys.pop()!;
	const parent = at<Fields | unknown[]>(copy, keys);
	if (Array.isArray(parent)) parent.splice(Number(last), 1);
	else delete parent[last];
	return copy;
}

const close = (a: number, b: number): boolean => a === b || Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

const ruleAt = (model: Model, path: string): Rule => at<Rule>(model, keysOf(path).slice(0, 4));

/** The points of one rule alone. */
function pointsOf(model: Model, path: string): (lead: Lead) => number {
	const rule = ruleAt(model, path);
	const [group] = model.groups;
	const score = scoring({ ...model, disqualify: [], groups: [{ ...group!, rules: [rule] }] });
	return (lead) => score(lead).contributions[0]?.points ?? 0;
}

/** That the rule gives the same points without the part of it that a warning calls idle. */
function ruleIsSameWithout(model: Model, { path }: ModelWarning): Check {
	const [before, after] = [pointsOf(model, path), pointsOf(without(model, path), path)];
	return (lead) => close(before(lead), after(lead));
}

const hasList = (record: unknown, path: string): boolean => Array.isArray(readPath(path)(record));

/** That the two models give the same, but for groups' totals before the limits. */
function sameOutcome(a: Model, b: Model): Check {
	const [first, second] = [scoring(a), scoring(b)];
	return (lead) => {
		const [one, other] = [first(lead), second(lead)];
		const numbers = ['score', 'raw', 'fit', 'engagement'] as const;
		const names = ['band', 'grade', 'segment'] as const;
		return numbers.every((key) => close(one[key], other[key])) && names.every((key) => one[key] === other[key]);
	};
}

const conditionAt = (model: Model, path: string): ((record: Fields) => boolean) => {
	const holds = compileCondition(at<Condition>(model, keysOf(path)));
	return (record) => holds(record, NOW);
};

/** Makes of a warning what it claims, to be tried on leads and bare records. */
const claims: Record<WarningCode, (model: Model, warning: ModelWarning) => Check> = {
	ruleNeverFires(model, { path }) {
		const points = pointsOf(model, path);
		return (lead) => points(lead) === 0;
	},
	ruleNeverMatters: (model, { path }) => sameOutcome(model, without(model, path)),
	duplicateRule(model, { path, message }) {
		const [, first = ''] = /\((groups[^)]+)\)/.exec(message) ?? [];
		const [one, other] = [pointsOf(model, path), pointsOf(model, first)];
		return (lead) => one(lead) === other(lead);
	},
	groupTotalFixed(model, { path }) {
		const [, index = ''] = keysOf(path);
		const score = scoring(model);
		return (lead) => score(lead).groups[Number(index)]?.points === at<number>(model, keysOf(path));
	},
	conditionNeverHolds(model, { path }) {
		const holds = conditionAt(model, path);
		return (_lead, record) => !holds(record);
	},
	conditionAlwaysHolds(model, { path }) {
		const holds = conditionAt(model, path);
		return (_lead, record) => holds(record);
	},
	conditionForListsOnly(model, { path }) {
		const holds = conditionAt(model, path);
		return (_lead, record) => !holds(record) || ['a', 'b.c', 'tags[0]'].some((field) => hasList(record, field));
	},
	entryNeverMatches(model, { path }) {
		const condition = path.replace(/\.value\[\d+\]$/, '');
		const [before, after] = [conditionAt(model, condition), conditionAt(without(model, path), condition)];
		return (_lead, record) => before(record) === after(record);
	},
	rowNeverUsed: ruleIsSameWithout,
	rowForListsOnly(model, warning) {
		const rule = ruleAt(model, warning.path);
		const isSame = ruleIsSameWithout(model, warning);
		return (lead, record) => (rule.type === 'lookup' && hasList(lead.attributes, rule.field)) || isSame(lead, record);
	},
	otherwiseNeverUsed: ruleIsSameWithout,
	limitNeverReached: ruleIsSameWithout,
	decayNeverBegins: ruleIsSameWithout,
	decayAtOnce(model, { path }) {
		const rule = ruleAt(model, path);
		const points = pointsOf(model, path);
		return (lead) => {
			const old = lead.activities!.filter(({ at: when }) => Number(when) <= NOW - 3_600_000);
			return rule.type === 'activity' && Math.abs(points({ ...lead, activities: old })) <= 0.01 * Math.abs(rule.points) * old.length;
		};
	},
	disqualifiesEveryLead(model) {
		const score = scoring(model);
		return (lead) => score(lead).disqualifiedBy !== null;
	},
	disqualifyNeverDecides(model, { path }) {
		const score = scoring(model);
		const { id } = at<{ id: string }>(model, keysOf(path).slice(0, 2));
		return (lead) => score(lead).disqualifiedBy !== id;
	},
	bandNeverReached(model, { path }) {
		const score = scoring(model);
		const { id } = at<{ id: string }>(model, keysOf(path).slice(0, 2));
		return (lead) => score(lead).band !== id;
	},
	gradeNeverReached: (model, { path }) => sameOutcome({ ...model, segments: [] }, { ...without(model, path), segments: [] }),
	segmentGradeNeverOccurs(model, { path }) {
		const score = scoring(model);
		return (lead) => score(lead).grade !== at<string>(model, keysOf(path));
	},
	segmentGradeTaken: (model, { path }) => sameOutcome(model, without(model, path)),
	segmentsWithoutGrades(model) {
		const score = scoring(model);
		return (lead) => score(lead).segment === null;
	},
	holdMarginSkipsBand(model, { message }) {
		const [, upper = '', lower = ''] = /in "(b\d)".*fall to "(b\d)"/.exec(message) ?? [];
		const areBands = [upper, lower].every((id) => model.bands!.some((band) => band.id === id));
		const score = scoring(model, upper);
		return (lead) => areBands && score(lead).band !== lower;
	},
};

describe('what lintModel says is true of every lead', () => {
	const told = new Map<string, number>();

	it('whatever the model', () => {
		fc.assert(
			fc.property(idleModel, fc.array(fc.tuple(idleLead, anyRecord), { minLength: 20, maxLength: 20 }), (model, leads) => {
				expect(parseModel(model).ok).toBe(true);
				for (const warning of lintModel(model)) {
					told.set(warning.code, (told.get(warning.code) ?? 0) + 1);
					const isTrueOf = claims[warning.code](model, warning);
					for (const [lead, record] of leads) {
						if (!isTrueOf(lead, record)) expect({ warning, lead, record }).toBe('what the warning says');
					}
				}
			}),
			{ numRuns: 800 },
		);
	}, 120_000);

	it('and each kind of warning has been put to the test', () => {
		expect(Object.keys(claims).filter((code) => (told.get(code) ?? 0) < 5)).toEqual([]);
	});

	it('at places that exist, in one line each, and without changing the model', () => {
		fc.assert(
			fc.property(idleModel, (model) => {
				const copy = structuredClone(model);
				const warnings = lintModel(model);
				expect(model).toEqual(copy);
				expect(lintModel(copy)).toEqual(warnings);
				for (const { path, message } of warnings) {
					expect(message).toMatch(/^[^\n]+\.$/);
					expect(at(model, keysOf(path))).toBeDefined();
				}
			}),
		);
	});
});
