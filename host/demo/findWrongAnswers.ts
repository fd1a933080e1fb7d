import type { expectedOutcomes } from '../expectedOutcomes.ts';
import type { LeadAnswer } from './sendLeads.ts';

/** Where what the webhook answered differs from what should be, a sentence each. */
export function findWrongAnswers(answers: LeadAnswer[], expected: ReturnType<typeof expectedOutcomes>): string[] {
	return [...expected].flatMap(([email, { score, band }]) => {
		const [answer, another] = answers.filter((each) => each.email === email);
		if (!answer || another) return [`${email}: the webhook did not answer exactly once`];
		const isRight = answer.score === score && answer.band === band;
		return isRight ? [] : [`${email}: the webhook answered ${answer.score}, ${answer.band}; expected ${score}, ${band}`];
	});
}
