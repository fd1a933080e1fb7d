import type { Condition } from '../Model';
import { quote } from '../quote';
import { hasValue } from '../values/hasValue';
import { toText } from '../values/toText';
import type { Branch, ConditionTree, Literal } from './ConditionTree';
import { describeTree } from './describeTree';
import { implies, type Budget } from './implies';
import type { WarningCode } from './ModelWarning';
import { negate, toConditionTree } from './toConditionTree';
import { areDisjointMeasures, isEmptySet } from './valueSets';

/** Something to tell about a part of a condition, yet without the name of the rule. */
export interface Finding {
	path: readonly PropertyKey[];
	code: WarningCode;
	text: string;
}

export interface Judgement {
	/** For every lead at every moment, for none, or it cannot be told. */
	holds: 'always' | 'never' | 'depends';
	/** Why always or never; with what to write instead where that is plain. */
	why: string;
	/** About parts of it; what decides the whole is not among them. */
	findings: Finding[];
}

const decided = (holds: 'always' | 'never', why: string): Judgement => ({ holds, why, findings: [] });

const BLANK = 'a blank text equals nothing (to ask for a missing value, use "notExists")';
const AT_SIGN = 'a domain has no "@" in it (write "gmail.com")';

function whyEmpty({ op, operand }: Literal): string {
	if (op === 'withinLastDays') {
		return `no day is ${quote(operand)} days ago (for days to come, use "olderThanDays" with a negative number)`;
	}
	if (Array.isArray(operand) && operand.length === 0) return 'its list is empty';
	return op === 'emailDomainIn' ? AT_SIGN : BLANK;
}

/** Entries of a condition's list that can match nothing. */
function findDeadEntries({ op, operand, operandPath, field }: Literal): Finding[] {
	if (!Array.isArray(operand) || (op !== 'in' && op !== 'emailDomainIn')) return [];
	return operand.flatMap((entry: unknown, index) => {
		const isDead = op === 'in' ? typeof entry === 'string' && !hasValue(entry) : (toText(entry) ?? '').includes('@');
		if (!isDead) return [];
		const text = `${quote(entry)} in the list for ${field} matches nothing: ${op === 'in' ? BLANK : AT_SIGN}`;
		return [{ path: [...operandPath, index], code: 'entryNeverMatches' as const, text }];
	});
}

function judgeLiteral(literal: Literal): Judgement {
	if (isEmptySet(literal.accepts)) return decided(literal.negated ? 'always' : 'never', whyEmpty(literal));
	return { holds: 'depends', why: '', findings: findDeadEntries(literal) };
}

/** Says of a part what always or never holds, the other way round where the model writes its opposite. */
function tellPart({ path, inverted }: ConditionTree, { holds, why }: Judgement): Finding {
	const always = (holds === 'always') !== inverted;
	return {
		path,
		code: always ? 'conditionAlwaysHolds' : 'conditionNeverHolds',
		text: `this part of the condition ${always ? 'always' : 'never'} holds: ${why}`,
	};
}

type Pair = [ConditionTree, ConditionTree];

/** The first two parts of which `related` is true, as far as the budget goes. */
function findPair(parts: readonly ConditionTree[], budget: Budget, related: (...pair: Pair) => boolean): Pair | null {
	for (let later = 1; later < parts.length; later++) {
		for (let earlier = 0; earlier < later; earlier++) {
			if (--budget.steps < 0) return null;
			const pair: Pair = [parts[earlier]!, parts[later]!];
			if (related(...pair)) return pair;
		}
	}
	return null;
}

/** What only a field that holds a list can meet: two stretches of numbers or dates that lie apart. */
function findListsOnly({ path }: Branch, parts: readonly ConditionTree[], budget: Budget): Finding[] {
	const pair = findPair(parts, budget, (a, b) => {
		if (a.kind !== 'literal' || b.kind !== 'literal') return false;
		return a.field === b.field && !a.negated && !b.negated && areDisjointMeasures(a.accepts, b.accepts);
	});
	if (pair === null) return [];
	const [a, b] = pair;
	const text = `"${describeTree(a)}" and "${describeTree(b)}" hold together only where the field holds a list, never for a single value`;
	return [{ path, code: 'conditionForListsOnly', text }];
}

function judgeBranch(branch: Branch, budget: Budget): Judgement {
	const { kind, parts } = branch;
	const [deciding, idle] = kind === 'all' ? (['never', 'always'] as const) : (['always', 'never'] as const);
	const judged = parts.map((part) => ({ part, judgement: judge(part, budget) }));
	const decisive = judged.find(({ judgement }) => judgement.holds === deciding);
	if (decisive) return decided(deciding, decisive.judgement.why);

	const open = judged.filter(({ judgement }) => judgement.holds === 'depends').map(({ part }) => part);
	if (open.length === 0) {
		const nothing = kind === 'all' ? 'it asks for nothing' : 'it has no alternatives';
		return decided(idle, judged[0]?.judgement.why ?? nothing);
	}

	const opposites = new Map(open.map((part) => [part, negate(part)]));
	const exclude = (...[a, b]: Pair): boolean => implies(a, opposites.get(b)!, budget) || implies(b, opposites.get(a)!, budget);
	const exhaust = (...[a, b]: Pair): boolean => implies(opposites.get(a)!, b, budget) || implies(opposites.get(b)!, a, budget);
	const pair = findPair(open, budget, kind === 'all' ? exclude : exhaust);
	if (pair !== null) {
		const [a, b] = pair.map(describeTree);
		const why = kind === 'all' ? `"${a}" and "${b}" exclude each other` : `any lead meets "${a}" or "${b}"`;
		return decided(deciding, why);
	}

	const findings = judged.flatMap(({ part, judgement }) => (judgement.holds === 'depends' ? judgement.findings : [tellPart(part, judgement)]));
	const listsOnly = kind === 'all' && !branch.inverted ? findListsOnly(branch, open, budget) : [];
	return { holds: 'depends', why: '', findings: [...findings, ...listsOnly] };
}

const judge = (tree: ConditionTree, budget: Budget): Judgement =>
	tree.kind === 'literal' ? judgeLiteral(tree) : judgeBranch(tree, budget);

/** Whether a condition, at `path` in the model, holds for every lead, for none, or for some; sound, not complete. */
export const judgeCondition = (condition: Condition, path: readonly PropertyKey[], budget: Budget): Judgement =>
	judge(toConditionTree(condition, path), budget);
