import { Memo } from '../Memo';
import type { Field } from '../readFields';
import type { CompiledRule } from './CompiledRule';

/** What a rule says of a value. */
interface Verdict {
	points: number;
	/** Found when it is asked for. */
	because: string | undefined;
}

/** A rule that looks at a single field, and not at the clock: it remembers its points and reasons by the field's value. */
export class RememberingRule implements CompiledRule {
	private readonly field: Field;
	private readonly rule: CompiledRule;
	private readonly verdicts = new Memo<Verdict>();
	private verdict: Verdict = { points: 0, because: undefined };

	constructor(field: Field, rule: CompiledRule) {
		this.field = field;
		this.rule = rule;
	}

	points(attributes: unknown, now: number): number {
		const { value } = this.field;
		const verdict = this.verdicts.get(value) ?? this.judge(value, attributes, now);
		this.verdict = verdict;
		return verdict.points;
	}

	because(attributes: unknown, now: number): string {
		return (this.verdict.because ??= this.rule.because(attributes, now));
	}

	private judge(value: unknown, attributes: unknown, now: number): Verdict {
		const verdict: Verdict = { points: this.rule.points(attributes, now), because: undefined };
		this.verdicts.set(value, verdict);
		return verdict;
	}
}
