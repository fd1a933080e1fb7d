import type { DemoState } from './DemoState.ts';
import { findChanges } from './findChanges.ts';

interface Move {
	email: string;
	score: number;
	/** The band it has moved to. */
	band: string;
}

/**
 * Where what came of a single lead's move to another band differs from what should: its row with the new score and
 * band, one task if it is for sales, one mail (to its owner, or the first one to itself), and nothing else.
 *
 * @returns a sentence per problem; none if all is well
 */
export function findMoveProblems(before: DemoState, after: DemoState, { email, score, band }: Move): string[] {
	const problems: string[] = [];
	const must = (holds: boolean, problem: string) => {
		if (!holds) problems.push(`${email}: ${problem}`);
	};
	const [row] = after.leads.filter((each) => each.email === email);
	must(row?.score === score, `score ${row?.score}, expected ${score}`);
	must(row?.band === band, `band ${row?.band}, expected ${band}`);

	const isNew = <Row extends { id: number | string }>(earlier: Row[]) => ({ id }: Row) => !earlier.some((each) => each.id === id);
	const tasks = after.tasks.filter(isNew(before.tasks)).filter((task) => task.email === email);
	const wanted = band === 'sales' ? 1 : 0;
	must(tasks.length === wanted, `${tasks.length} new sales tasks, expected ${wanted}`);
	const isRight = ({ to, text }: DemoState['mails'][number]): boolean =>
		band === 'sales' ? to.includes(String(row?.owner)) && text.includes(`Mail: ${email}\n`) : to.includes(email);
	const mails = after.mails.filter(isNew(before.mails)).filter(isRight);
	must(mails.length === 1, `${mails.length} new mails, expected 1`);

	const expected = 1 + tasks.length + mails.length;
	const changes = findChanges(before, after);
	if (changes.length !== expected) problems.push(`${changes.length} changes, expected ${expected}: ${changes.join('; ')}`);
	return problems;
}
