import { Engine, type NestedCondition, type RuleProperties } from 'json-rules-engine';
import type { Condition, Rule } from '../../engine/index.ts';
import { benchModel } from '../benchModel.ts';
import { NOW, type BenchActivity, type BenchAttributes, type BenchLead } from '../makeLead.ts';
import { BATCH, type Outcome, type Peer } from './Peer.ts';

const DAY_MS = 86_400_000;

type Facts = Record<string, unknown>;

const text = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value);

/** Attributes as facts: flat, so that no path is looked up per rule, texts in lower case, numbers as numbers, no value as null. */
function attributeFacts(attributes: BenchAttributes): Facts {
	const { company, productInterest, budget, ...own } = attributes;
	const facts: Facts = { email: null, jobTitle: null, seniority: null, phone: null, leadSource: null, lifecycleStage: null };
	for (const [field, value] of Object.entries(own)) facts[field] = text(value);
	facts.emailDomain = attributes.email.slice(attributes.email.lastIndexOf('@') + 1).toLowerCase();
	facts.productInterest = productInterest;
	facts.budget = budget === undefined ? null : Number(budget);
	facts['company.industry'] = text(company.industry);
	facts['company.employees'] = Number(company.employees);
	facts['company.revenue'] = company.revenue ?? null;
	facts['company.country'] = text(company.country);
	return facts;
}

type ActivityRule = Rule & { type: 'activity' };
const activityRules = benchModel.groups.flatMap(({ rules }) => rules).filter((rule): rule is ActivityRule => rule.type === 'activity');

const shareLeft = ({ decay }: ActivityRule, age: number): number => {
	if (!decay) return 1;
	if ('halfLifeDays' in decay) return 0.5 ** (age / (decay.halfLifeDays * DAY_MS));
	return (1 - decay.percent / 100) ** Math.floor(age / (decay.everyDays * DAY_MS));
};

/** The library knows no activities: its users count them before. One pass, each type's rules found once. */
const rulesOfType = new Map<string, ActivityRule[]>();
for (const rule of activityRules) {
	for (const type of [rule.activity].flat()) rulesOfType.set(type, [...(rulesOfType.get(type) ?? []), rule]);
}

function addActivityFacts(facts: Facts, activities: BenchActivity[], now: number): void {
	const counts = new Map(activityRules.map(({ id }) => [id, { count: 0, points: 0, latestAge: Infinity }]));
	let silence = Infinity;
	for (const { type, at, properties } of activities) {
		if (at > now) continue;
		const age = now - at;
		silence = Math.min(silence, age);
		for (const rule of rulesOfType.get(type) ?? []) {
			if (rule.withinDays !== undefined && age > rule.withinDays * DAY_MS) continue;
			if (rule.where !== undefined && !properties.url?.startsWith('/cases')) continue;
			const counted = counts.get(rule.id);
			if (!counted) continue;
			counted.count += 1;
			counted.points += rule.points * shareLeft(rule, age);
			counted.latestAge = Math.min(counted.latestAge, age);
		}
	}
	for (const rule of activityRules) {
		const counted = counts.get(rule.id);
		const points = rule.per === 'each' ? (counted?.points ?? 0) : rule.points * shareLeft(rule, counted?.latestAge ?? 0);
		facts[`${rule.id}.count`] = counted?.count;
		facts[`${rule.id}.points`] = Math.min(points, rule.limit ?? Infinity);
	}
	facts.silentDays = silence === Infinity ? -1 : silence / DAY_MS;
}

const fact = (name: string, operator: string, value: unknown): NestedCondition => ({ fact: name, operator, value });

function toCondition(condition: Condition): NestedCondition {
	if ('all' in condition) return { all: condition.all.map(toCondition) };
	if ('any' in condition) return { any: condition.any.map(toCondition) };
	if ('not' in condition) return { not: toCondition(condition.not) };
	const { field, op, value } = condition;
	if (op === 'exists') return fact(field, 'notEqual', null);
	if (op === 'equals') return fact(field, 'equal', text(value));
	if (op === 'notEquals') return fact(field, 'notEqual', text(value));
	if (op === 'in') return fact(field, 'in', (value as string[]).map(text));
	if (op === 'emailDomainIn') return fact('emailDomain', 'in', value);
	if (op === 'atLeast') return fact(field, 'greaterThanInclusive', value);
	return fact(field, op, value);
}

/** One library rule per row of a table, as its users have it. */
function toRules(rule: Rule, group: string): RuleProperties[] {
	const when = (all: NestedCondition[], points: unknown): RuleProperties => ({ conditions: { all }, event: { type: 'points', params: { group, points } } });
	switch (rule.type) {
		case 'attribute':
			return [when([toCondition(rule.when)], rule.points)];
		case 'lookup': {
			if (rule.field === 'productInterest') {
				// The best match of a list: a row holds unless a better one does.
				return rule.table.map(({ value, points }, index) =>
					when([fact(rule.field, 'contains', value), ...rule.table.slice(0, index).map((better) => fact(rule.field, 'doesNotContain', better.value))], points),
				);
			}
			const rows = rule.table.map(({ value, points }) => when([fact(rule.field, 'equal', text(value))], points));
			if (rule.otherwise === undefined) return rows;
			const listed = rule.table.map(({ value }) => text(value));
			return [...rows, when([fact(rule.field, 'notIn', listed), fact(rule.field, 'notEqual', null)], rule.otherwise)];
		}
		case 'range':
			return rule.table.map(({ from, to, points }) =>
				when(
					[
						...(from === undefined ? [] : [fact(rule.field, 'greaterThanInclusive', from)]),
						...(to === undefined ? [] : [fact(rule.field, 'lessThan', to)]),
					],
					points,
				),
			);
		case 'activity':
			return [when([fact(`${rule.id}.count`, 'greaterThanInclusive', rule.minCount ?? 1)], { fact: `${rule.id}.points` })];
		case 'inactivity':
			return [when([fact('silentDays', 'greaterThanInclusive', rule.days)], rule.points)];
	}
}

function makeEngine(): Engine {
	const rules = benchModel.groups.flatMap(({ id, rules: own }) => own.flatMap((rule) => toRules(rule, id)));
	const disqualify = (benchModel.disqualify ?? []).map(({ when }) => ({ conditions: { all: [toCondition(when)] }, event: { type: 'disqualified' } }));
	const engine = new Engine([...rules, ...disqualify], { replaceFactsInEventParams: true });
	engine.addOperator('startsWith', (value: string | null, part: string) => value?.startsWith(part) ?? false);
	engine.addOperator('matches', (value: string | null, pattern: string) => value !== null && new RegExp(pattern, 'i').test(value));
	// Its own `contains` is for lists.
	engine.addOperator('contains', (value: string | string[] | null, part: string) => value?.includes(part) ?? false);
	return engine;
}

const engine = makeEngine();

async function scoreByRules({ attributes, activities }: BenchLead, now: number): Promise<Outcome> {
	const facts = attributeFacts(attributes);
	addActivityFacts(facts, activities, now);
	const { events } = await engine.run(facts);
	let raw = 0;
	for (const { id, min = -Infinity, max = Infinity } of benchModel.groups) {
		let points = 0;
		for (const { params } of events) if (params?.group === id) points += params.points as number;
		raw += Math.max(min, Math.min(max, points));
	}
	const score = Math.round(Math.max(0, Math.min(100, raw)));
	if (events.some(({ type }) => type === 'disqualified')) return { score, band: 'disqualified' };
	return { score, band: score >= 70 ? 'sales' : score >= 50 ? 'nurture' : 'cold' };
}

/** The same rules in the library `json-rules-engine`, one engine for all leads, its facts prepared as its users do. */
export const jsonRules: Peer = {
	name: 'json-rules-engine',
	leadsPerRound: 2000,
	async run(leads, from, to, outcomes) {
		for (let index = from; index < to; index++) outcomes[index % BATCH] = await scoreByRules(leads[index]!, NOW);
	},
};
