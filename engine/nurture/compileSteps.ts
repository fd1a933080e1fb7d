import type { Campaign } from './Campaign';
import { compileStep, type CompiledStep } from './compileStep';
import type { PassedStep } from './Enrollment';

/**
 * Compiles the finding of a lead's next step: the first one behind the step it passed last, in the order of the campaign
 * as it is now, that it has not passed; `null` when there is none left. A lead whose last step is no longer in the
 * campaign stands behind the last one that still is, or at the beginning. So no step comes twice, steps added or moved
 * ahead of where a lead stands count as passed, and every campaign ends.
 */
export function compileSteps({ id, steps }: Campaign): (passed: readonly PassedStep[]) => CompiledStep | null {
	const compiled = steps.map((step) => compileStep(id, step));
	const places = new Map(steps.map((step, place) => [step.id, place]));

	return (passed) => {
		const last = passed.findLast((step) => places.has(step.id));
		const begin = last === undefined ? 0 : places.get(last.id)! + 1;
		const isNew = ({ id: step }: CompiledStep): boolean => !passed.some((other) => other.id === step);
		for (let place = begin; place < compiled.length; place++) {
			if (isNew(compiled[place]!)) return compiled[place]!;
		}
		return null;
	};
}
