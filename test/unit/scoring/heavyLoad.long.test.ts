import { compileModel, lintModel, parseModel, type Condition, type Lead, type Model, type Rule } from '../../../engine';

const NOW = Date.parse('2026-11-22T08:00:00Z');
const HOUR_MS = 3_600_000;

const modelOf = (rules: Rule[]): Model => {
	const parsed = parseModel({ format: 1, id: 'm', name: 'M', version: 1, groups: [{ id: 'g', name: 'G', dimension: 'engagement', rules }] });
	if (!parsed.ok) throw new Error(parsed.issues.map(({ path, message }) => `${path}: ${message}`).join('\n'));
	return parsed.model;
};
/** Rules on activities, all of one type, each with what costs most. */
const activityRules = (count: number): Rule[] =>
	Array.from({ length: count }, (_, index): Rule => ({ id: `r${index}`, type: 'activity', activity: 'visit', points: 0.001, per: 'each', withinDays: 400 + index, decay: { halfLifeDays: 30 } }));
const leadOf = (activities: number): Lead => ({
	attributes: {},
	activities: Array.from({ length: activities }, (_, index) => ({ type: 'visit', at: NOW - index * HOUR_MS })),
});

/** The processor time of this thread that something takes, in ms: the least of some tries, so that other work on the machine counts little. */
function cost(run: () => void): number {
	const tries = Array.from({ length: 3 }, () => {
		const before = process.threadCpuUsage();
		run();
		const { user, system } = process.threadCpuUsage(before);
		return (user + system) / 1000;
	});
	return Math.min(...tries);
}

describe('a model of 1,000 rules', () => {
	const model = modelOf(activityRules(1000));
	const scorer = compileModel(model);

	it('takes a lead with 10,000 activities, its cost as the activities', () => {
		const [few, many] = [leadOf(1000), leadOf(10_000)];
		scorer.score(few, NOW);
		const ratio = cost(() => scorer.score(many, NOW)) / cost(() => scorer.score(few, NOW));
		expect(ratio).toBeLessThan(25);
	});

	it('keeps no more memory for such leads, however many', () => {
		const inUse = (): number => process.memoryUsage().heapUsed / 2 ** 20;
		scorer.score(leadOf(10_000), NOW);
		const before = inUse();
		for (let lead = 0; lead < 10; lead++) scorer.score(leadOf(10_000), NOW);
		expect(inUse() - before).toBeLessThan(150);
	});

	it('says of a lead with too many matches to look ahead that its band is certain just now', () => {
		const { nextReviewAt } = scorer.score({ ...leadOf(10_000), adjustments: [{ points: 55 }] }, NOW);
		expect(Date.parse(nextReviewAt!)).toBeGreaterThan(NOW);
	});

	it('is compiled and checked in less than a second', () => {
		expect(cost(() => void lintModel(model))).toBeLessThan(1000);
		expect(cost(() => void compileModel(model))).toBeLessThan(1000);
	});
});

describe('hostile conditions', () => {
	const nested = (depth: number, kind: 'all' | 'any'): Condition => {
		const leaf: Condition = { field: 'a', op: 'equals', value: 'x' };
		return depth === 0 ? leaf : ({ [kind]: [{ not: nested(depth - 1, kind) }] } as Condition);
	};

	it.each(['(a+)+$', '(a|aa)+$', '(a*)*b', '^(([a-z])+.)+[A-Z]([a-z])+$', '(.*a){20}'])('%s looks at a text in time linear in its length', (pattern) => {
		const { score } = compileModel(modelOf([{ id: 'r', type: 'attribute', when: { field: 'a', op: 'matches', value: pattern }, points: 1 }]));
		const lead = (length: number): Lead => ({ attributes: { a: `${'a'.repeat(length)}!` } });
		score(lead(1000), NOW);
		expect(cost(() => score(lead(20_000), NOW))).toBeLessThan(Math.max(50, 60 * cost(() => score(lead(1000), NOW))));
	});

	it('may be nested as deeply as a model allows', () => {
		const rules = Array.from({ length: 1000 }, (_, index): Rule => ({ id: `r${index}`, type: 'attribute', when: { not: nested(4, index % 2 === 0 ? 'all' : 'any') }, points: 1 }));
		const { score } = compileModel(modelOf(rules));
		expect(score({ attributes: { a: 'y' } }, NOW).raw).toBe(1000);
		expect(cost(() => score({ attributes: { a: 'y' } }, NOW))).toBeLessThan(100);
	});
});
