import { isRecord } from '../scoring/isRecord';
import type { Activity, Lead } from '../scoring/Lead';
import type { Condition, Model } from '../scoring/Model';
import { describeTypes } from '../scoring/rules/describeTypes';
import { toText } from '../scoring/values/toText';
import type { Change } from './Change';
import { compileMatches } from './compileMatches';
import { exampleRecord } from './exampleRecord';
import { plainText } from './plainText';

/** One more activity of a type, perhaps with properties that a rule asks for. */
export interface ActivityKind {
	/** The most points that one rule names for it. */
	promised: number;
	/** The change for a lead at `now` (epoch ms); `null` where no fitting properties were found. */
	toChange(lead: Partial<Lead>, now: number): Change | null;
}

const VOWEL = /^(?!uni|us[aeiou]|eu|one\b)[aeiou]/;

function tellActivity(type: string, isAnother: boolean): string {
	const name = plainText(describeTypes([type]));
	if (isAnother) return `another ${name}`;
	return VOWEL.test(name) ? `an ${name}` : `a ${name}`;
}

function compileChange(type: string, where: Condition | undefined): ActivityKind['toChange'] {
	const matches = compileMatches(where === undefined ? { activity: type } : { activity: type, where });
	let example: { at: number; properties: Record<string, unknown> | null } | null = null;

	/** Those of the lead's latest such activity, or made up. */
	const propertiesFor = (latest: Activity | undefined, condition: Condition, now: number): Record<string, unknown> | null => {
		if (isRecord(latest?.properties)) return latest.properties;
		if (example?.at !== now) example = { at: now, properties: exampleRecord(condition, now) };
		return example.properties;
	};

	return (lead, now) => {
		const latest = matches(lead.activities, now).latest?.activity;
		const activity: Activity = { type, at: new Date(now).toISOString() };
		if (where !== undefined) {
			const properties = propertiesFor(latest, where, now);
			if (properties === null) return null;
			activity.properties = properties;
		}
		const before: readonly Activity[] = Array.isArray(lead.activities) ? lead.activities : [];
		return {
			change: { activity },
			lead: { ...lead, attributes: lead.attributes ?? {}, activities: [...before, activity] },
			what: tellActivity(type, latest !== undefined),
			needsLabel: where !== undefined,
		};
	};
}

/** Every kind of activity that may bring a lead points or end its silence, each once; by what rules promise for it, ascending. */
export function activityKinds(model: Model): ActivityKind[] {
	const kinds = new Map<string, ActivityKind>();
	for (const rule of model.groups.flatMap(({ rules }) => rules)) {
		if ((rule.type !== 'activity' && rule.type !== 'inactivity') || rule.activity === undefined) continue;
		const promised = rule.type === 'activity' ? rule.points : -rule.points;
		if (promised <= 0) continue;
		const where = rule.type === 'activity' ? rule.where : undefined;
		for (const type of [rule.activity].flat()) {
			const key = JSON.stringify([toText(type), where]);
			const known = kinds.get(key);
			if (known === undefined) kinds.set(key, { promised, toChange: compileChange(type.trim(), where) });
			else known.promised = Math.max(known.promised, promised);
		}
	}
	return [...kinds.values()].sort((a, b) => a.promised - b.promised);
}
