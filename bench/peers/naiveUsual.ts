import { DateTime } from 'luxon';
import type { Condition, Model, Rule } from '../../engine/index.ts';
import { benchModel } from '../benchModel.ts';
import { NOW, type BenchActivity, type BenchLead } from '../makeLead.ts';
import { BATCH, type Outcome, type Peer } from './Peer.ts';

type Read = (record: unknown, path: string) => unknown;

/** The widely copied way to read `a.b[0].c`. */
const get: Read = (record, path) =>
	path
		.replace(/\[(\w+)\]/g, '.$1')
		.replace(/^\./, '')
		.split('.')
		.reduce<unknown>((value, key) => (value === undefined || value === null ? undefined : (value as Record<string, unknown>)[key]), record);

const text = (value: unknown): string => String(value).trim().toLowerCase();
const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

/** Days are counted in UTC: in a zone with summer time a date library's days are not 24 hours, and scores would differ. */
const daysSince = (activity: unknown, now: DateTime): number => now.diff(DateTime.fromMillis(get(activity, 'at') as number, { zone: 'utc' }), 'days').days;

function holds(condition: Condition, record: unknown): boolean {
	if ('all' in condition) return condition.all.every((part) => holds(part, record));
	if ('any' in condition) return condition.any.some((part) => holds(part, record));
	if ('not' in condition) return !holds(condition.not, record);
	const value = get(record, condition.field);
	switch (condition.op) {
		case 'exists':
			return !isEmpty(value);
		case 'equals':
			return !isEmpty(value) && text(value) === text(condition.value);
		case 'notEquals':
			return isEmpty(value) || text(value) !== text(condition.value);
		case 'in':
			return !isEmpty(value) && (condition.value as string[]).map(text).includes(text(value));
		case 'contains':
			return !isEmpty(value) && text(value).includes(text(condition.value));
		case 'startsWith':
			return !isEmpty(value) && text(value).startsWith(text(condition.value));
		case 'matches':
			return !isEmpty(value) && new RegExp(String(condition.value), 'i').test(String(value));
		case 'atLeast':
			return !isEmpty(value) && Number(value) >= Number(condition.value);
		case 'emailDomainIn':
			return !isEmpty(value) && (condition.value as string[]).includes(text(value).split('@').pop() ?? '');
		default:
			throw new Error(`Unknown operator ${condition.op}`);
	}
}

function activityPoints(rule: Rule & { type: 'activity' }, activities: BenchActivity[], now: DateTime): number {
	const types = [rule.activity].flat();
	const matches = activities.filter(
		(activity) =>
			types.includes(get(activity, 'type') as string) &&
			daysSince(activity, now) >= 0 &&
			(rule.withinDays === undefined || daysSince(activity, now) <= rule.withinDays) &&
			(rule.where === undefined || holds(rule.where, activity.properties)),
	);
	if (matches.length < (rule.minCount ?? 1)) return 0;
	const pointsAt = (days: number): number => {
		if (!rule.decay) return rule.points;
		if ('halfLifeDays' in rule.decay) return rule.points * 0.5 ** (days / rule.decay.halfLifeDays);
		return rule.points * (1 - rule.decay.percent / 100) ** Math.floor(days / rule.decay.everyDays);
	};
	const ages = matches.map((activity) => daysSince(activity, now));
	const points = rule.per === 'each' ? ages.reduce((sum, days) => sum + pointsAt(days), 0) : pointsAt(Math.min(...ages));
	return Math.min(points, rule.limit ?? Infinity);
}

function pointsOf(rule: Rule, lead: BenchLead, now: DateTime): number {
	switch (rule.type) {
		case 'attribute':
			return holds(rule.when, lead.attributes) ? rule.points : 0;
		case 'lookup': {
			const value = get(lead.attributes, rule.field);
			if (isEmpty(value)) return 0;
			const values = [value].flat().map(text);
			const rows = rule.table.filter((row) => values.includes(text(row.value)));
			return rows.length > 0 ? Math.max(...rows.map(({ points }) => points)) : (rule.otherwise ?? 0);
		}
		case 'range': {
			const value = get(lead.attributes, rule.field);
			if (isEmpty(value)) return 0;
			const row = rule.table.find(({ from = -Infinity, to = Infinity }) => Number(value) >= from && Number(value) < to);
			return row?.points ?? rule.otherwise ?? 0;
		}
		case 'activity':
			return activityPoints(rule, lead.activities, now);
		case 'inactivity': {
			const ages = lead.activities.map((activity) => daysSince(activity, now)).filter((days) => days >= 0);
			return ages.length > 0 && Math.min(...ages) >= rule.days ? rule.points : 0;
		}
	}
}

function scoreAsUsual(model: Model, lead: BenchLead, nowMs: number): Outcome {
	const now = DateTime.fromMillis(nowMs, { zone: 'utc' });
	let raw = 0;
	for (const { rules, min = -Infinity, max = Infinity } of model.groups) {
		const points = rules.reduce((sum, rule) => sum + pointsOf(rule, lead, now), 0);
		raw += Math.max(min, Math.min(max, points));
	}
	const score = Math.round(Math.max(0, Math.min(100, raw)));
	const disqualified = (model.disqualify ?? []).some(({ when }) => holds(when, lead.attributes));
	const reached = [...(model.bands ?? [])].sort((a, b) => b.min - a.min).find(({ min }) => score >= min);
	return { score, band: disqualified ? 'disqualified' : (reached?.id ?? '') };
}

/** The interpreter as usually written: a date library's difference for every activity of every rule, paths split on every look-up. */
export const naiveUsual: Peer = {
	name: 'naive interpreter, as usually written (luxon)',
	leadsPerRound: 1000,
	run(leads, from, to, outcomes) {
		for (let index = from; index < to; index++) outcomes[index % BATCH] = scoreAsUsual(benchModel, leads[index]!, NOW);
	},
};
