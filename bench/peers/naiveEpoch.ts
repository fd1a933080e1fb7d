import type { Condition, Model, Rule } from '../../engine/index.ts';
import { benchModel } from '../benchModel.ts';
import { NOW, type BenchLead } from '../makeLead.ts';
import { BATCH, type Outcome, type Peer } from './Peer.ts';

/**
 * What people write who know that dates are slow: a loop over the rules of a model, times in epoch milliseconds. It refers to nothing
 * outside itself, so that its own text can be run in n8n's Code node.
 */
export function naiveScorer(model: Model): (lead: BenchLead, now: number) => Outcome {
	const DAY_MS = 86_400_000;
	const text = (value: unknown) => String(value).trim().toLowerCase();
	const hasValue = (value: unknown) => value !== undefined && value !== null && value !== '';
	const get = (record: unknown, path: string) =>
		path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], record);

	const holds = (condition: Condition, record: unknown): boolean => {
		if ('all' in condition) return condition.all.every((part) => holds(part, record));
		if ('any' in condition) return condition.any.some((part) => holds(part, record));
		if ('not' in condition) return !holds(condition.not, record);
		const value = get(record, condition.field);
		if (condition.op === 'exists') return hasValue(value);
		if (condition.op === 'notEquals') return !hasValue(value) || text(value) !== text(condition.value);
		if (!hasValue(value)) return false;
		switch (condition.op) {
			case 'equals':
				return text(value) === text(condition.value);
			case 'in':
				return (condition.value as string[]).some((listed) => text(listed) === text(value));
			case 'contains':
				return text(value).includes(text(condition.value));
			case 'startsWith':
				return text(value).startsWith(text(condition.value));
			case 'matches':
				return new RegExp(String(condition.value), 'i').test(String(value));
			case 'atLeast':
				return Number(value) >= Number(condition.value);
			case 'emailDomainIn':
				return (condition.value as string[]).includes(text(value).split('@').pop() ?? '');
			default:
				throw new Error(`Unknown operator ${condition.op}`);
		}
	};

	const pointsOf = (rule: Rule, lead: BenchLead, now: number): number => {
		switch (rule.type) {
			case 'attribute':
				return holds(rule.when, lead.attributes) ? rule.points : 0;
			case 'lookup': {
				const value = get(lead.attributes, rule.field);
				if (!hasValue(value)) return 0;
				const values = Array.isArray(value) ? value.map(text) : [text(value)];
				const rows = rule.table.filter((row) => values.includes(text(row.value)));
				return rows.length > 0 ? Math.max(...rows.map((row) => row.points)) : (rule.otherwise ?? 0);
			}
			case 'range': {
				const value = get(lead.attributes, rule.field);
				if (!hasValue(value)) return 0;
				const number = Number(value);
				const row = rule.table.find(({ from, to }) => number >= (from ?? -Infinity) && number < (to ?? Infinity));
				return row ? row.points : (rule.otherwise ?? 0);
			}
			case 'activity': {
				const { decay, where, withinDays } = rule;
				const types = Array.isArray(rule.activity) ? rule.activity : [rule.activity];
				const matches = lead.activities.filter(
					(activity) =>
						activity.at <= now &&
						types.includes(activity.type) &&
						(withinDays === undefined || now - activity.at <= withinDays * DAY_MS) &&
						(where === undefined || holds(where, activity.properties)),
				);
				if (matches.length < (rule.minCount ?? 1)) return 0;
				const pointsAt = (at: number) => {
					const days = (now - at) / DAY_MS;
					if (!decay) return rule.points;
					if ('halfLifeDays' in decay) return rule.points * 0.5 ** (days / decay.halfLifeDays);
					return rule.points * (1 - decay.percent / 100) ** Math.floor(days / decay.everyDays);
				};
				const points =
					rule.per === 'each'
						? matches.reduce((sum, { at }) => sum + pointsAt(at), 0)
						: pointsAt(Math.max(...matches.map(({ at }) => at)));
				return rule.limit === undefined ? points : Math.min(points, rule.limit);
			}
			case 'inactivity': {
				const times = lead.activities.map(({ at }) => at).filter((at) => at <= now);
				if (times.length === 0) return 0;
				return now - Math.max(...times) >= rule.days * DAY_MS ? rule.points : 0;
			}
		}
	};

	return (lead, now) => {
		let raw = 0;
		for (const group of model.groups) {
			const points = group.rules.reduce((sum, rule) => sum + pointsOf(rule, lead, now), 0);
			raw += Math.max(group.min ?? -Infinity, Math.min(group.max ?? Infinity, points));
		}
		const score = Math.round(Math.max(0, Math.min(100, raw)));
		const disqualified = (model.disqualify ?? []).some(({ when }) => holds(when, lead.attributes));
		const reached = [...(model.bands ?? [])].sort((a, b) => b.min - a.min).find(({ min }) => score >= min);
		return { score, band: disqualified ? 'disqualified' : (reached?.id ?? '') };
	};
}

const score = naiveScorer(benchModel);

export const naiveEpoch: Peer = {
	name: 'naive interpreter, epoch milliseconds',
	leadsPerRound: 20_000,
	run(leads, from, to, outcomes) {
		for (let index = from; index < to; index++) outcomes[index % BATCH] = score(leads[index]!, NOW);
	},
};
