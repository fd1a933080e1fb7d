import type { expectedOutcomes } from '../expectedOutcomes.ts';
import type { ReceivedMail } from '../startInbox.ts';
import type { DemoState } from './DemoState.ts';
import { readReasons } from './readReasons.ts';

/**
 * Everything in which a state of the demo differs from what should be: every lead in the table once with its score and
 * band, one task and one mail with the reasons for every sales lead and nobody else, one first mail for every nurture lead.
 *
 * @returns a sentence per problem; none if all is well
 */
export function findProblems(state: DemoState, expected: ReturnType<typeof expectedOutcomes>): string[] {
	const problems: string[] = [];
	const must = (holds: boolean, problem: string) => {
		if (!holds) problems.push(problem);
	};
	const inBand = (band: string) => [...expected].filter(([, outcome]) => outcome.band === band).map(([email]) => email);
	const sales = inBand('sales');
	const nurture = inBand('nurture');

	for (const [email, { score, band }] of expected) {
		const rows = state.leads.filter((row) => row.email === email);
		must(rows.length === 1, `${email}: ${rows.length} rows in Leads, expected 1`);
		const [row] = rows;
		if (!row) continue;
		must(row.score === score, `${email}: score ${row.score}, expected ${score}`);
		must(row.band === band, `${email}: band ${row.band}, expected ${band}`);

		const tasks = state.tasks.filter((task) => task.email === email);
		const wanted = band === 'sales' ? 1 : 0;
		must(tasks.length === wanted, `${email}: ${tasks.length} sales tasks, expected ${wanted}`);
		const [task] = tasks;
		if (!task || wanted === 0) continue;
		must(task.score === score, `${email}: the task says score ${task.score}, expected ${score}`);
		must(Boolean(task.owner) && task.owner === row.owner, `${email}: the task is for ${task.owner}, the lead is ${row.owner}'s`);
		const mail = state.mails.find((each) => each.to.includes(String(row.owner)) && each.text.includes(`Mail: ${email}\n`));
		must(mail !== undefined, `${email}: no mail to the owner ${row.owner}`);
		if (mail) problems.push(...missingReasons(mail, String(row.reasons)).map((reason) => `${email}: the sales mail does not say: ${reason}`));
	}

	for (const email of nurture) {
		const count = state.mails.filter(({ to }) => to.includes(email)).length;
		must(count === 1, `${email}: ${count} first mails, expected 1`);
	}
	must(state.leads.length === expected.size, `${state.leads.length} rows in Leads, expected ${expected.size}`);
	must(state.tasks.length === sales.length, `${state.tasks.length} rows in Sales tasks, expected ${sales.length}`);
	const mails = sales.length + nurture.length;
	must(state.mails.length === mails, `${state.mails.length} mails, expected ${mails}`);
	return problems;
}

/** The reasons of the table that the mail to the owner leaves out. */
function missingReasons(mail: ReceivedMail, text: string): string[] {
	const reasons = readReasons(text);
	if (reasons.length === 0) return ['any reason'];
	return reasons.map(({ label, points }) => `${points}  ${label} (`).filter((line) => !mail.text.includes(line));
}
