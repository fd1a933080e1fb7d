import type { PlacedRule } from './compileGroups';
import { plainConstructor } from './plainConstructor';
import type { Contribution } from './ScoreResult';

const Told = plainConstructor(function (this: Contribution, given: Contribution) {
	this.rule = given.rule;
	this.group = given.group;
	this.label = given.label;
	this.points = given.points;
	this.because = given.because;
});

/** Up to so many, inserting in place beats sorting. */
const FEW = 32;

/** Compiles the list of the rules that gave points, largest magnitude first, ties in model order. */
export function compileContributions(rules: readonly PlacedRule[]): (rulePoints: Float64Array, attributes: unknown, now: number) => Contribution[] {
	/** Which rules gave points, and their magnitudes; written anew each time. Numbers are moved sooner than contributions. */
	const order = new Int32Array(rules.length);
	const magnitudes = new Float64Array(rules.length);
	/** Those of the last lead, and what is left of longer lists; a copy is given out. */
	const told: Contribution[] = [];

	/** Puts the rules that gave points in order, and returns how many there are. */
	function arrange(rulePoints: Float64Array): number {
		let count = 0;
		for (let index = 0; index < rulePoints.length; index++) {
			const magnitude = Math.abs(rulePoints[index]!);
			if (magnitude === 0) continue;
			let place = count++;
			for (; place > 0 && place <= FEW && magnitudes[place - 1]! < magnitude; place--) {
				magnitudes[place] = magnitudes[place - 1]!;
				order[place] = order[place - 1]!;
			}
			magnitudes[place] = magnitude;
			order[place] = index;
		}
		if (count > FEW) order.subarray(0, count).sort((a, b) => Math.abs(rulePoints[b]!) - Math.abs(rulePoints[a]!) || a - b);
		return count;
	}

	return (rulePoints, attributes, now) => {
		const count = arrange(rulePoints);
		for (let place = 0; place < count; place++) {
			const index = order[place]!;
			const { id, group, label, rule } = rules[index]!;
			told[place] = new Told({ rule: id, group, label, points: rulePoints[index]!, because: rule.because(attributes, now) });
		}
		return told.slice(0, count);
	};
}
