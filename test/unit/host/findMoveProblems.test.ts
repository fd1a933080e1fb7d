import type { DemoState } from '../../../host/demo/DemoState.ts';
import { findMoveProblems } from '../../../host/demo/findMoveProblems.ts';

const stamps = { createdAt: '2026-11-22T08:00:00.000Z', updatedAt: '2026-11-22T08:00:00.000Z' };
const later = { ...stamps, updatedAt: '2026-11-22T09:00:00.000Z' };
const owner = 'kari@x.example';
const mail = (id: string, to: string, text = '') => ({ id, subject: '', to: [to], from: ['hello@x.example'], text, html: '' });
const text = 'Mail: anna@a.example\nPhone: not known\n';

const before: DemoState = {
	leads: [
		{ ...stamps, id: 1, email: 'anna@a.example', score: 69, band: 'nurture', owner: null },
		{ ...stamps, id: 2, email: 'nils@n.example', score: 49, band: 'cold', owner: null },
	],
	tasks: [],
	mails: [mail('a', 'anna@a.example')],
};

/** Anna is handed over, all as it should be. */
const handedOver = (): DemoState => ({
	leads: [{ ...later, id: 1, email: 'anna@a.example', score: 83, band: 'sales', owner }, ...before.leads.slice(1)],
	tasks: [{ ...stamps, id: 1, email: 'anna@a.example', owner }],
	mails: [...before.mails, mail('b', owner, text)],
});
const anna = { email: 'anna@a.example', score: 83, band: 'sales' };

test('a hand-off and a first mail that are as they should be have no problems', () => {
	expect(findMoveProblems(before, handedOver(), anna)).toEqual([]);
	const nurtured: DemoState = {
		leads: [...before.leads.slice(0, 1), { ...later, id: 2, email: 'nils@n.example', score: 53, band: 'nurture', owner: null }],
		tasks: [],
		mails: [...before.mails, mail('b', 'nils@n.example')],
	};
	expect(findMoveProblems(before, nurtured, { email: 'nils@n.example', score: 53, band: 'nurture' })).toEqual([]);
});

test.each<[string, (state: DemoState) => void, string[]]>([
	['the score is another', ({ leads }) => Object.assign(leads[0] ?? {}, { score: 82 }), ['anna@a.example: score 82, expected 83']],
	['the band is another', ({ leads }) => Object.assign(leads[0] ?? {}, { band: 'nurture' }), ['anna@a.example: band nurture, expected sales']],
	['there is no task', ({ tasks }) => tasks.pop(), ['anna@a.example: 0 new sales tasks, expected 1']],
	['there are two tasks', ({ tasks }) => tasks.push({ ...stamps, id: 2, email: 'anna@a.example', owner }), ['anna@a.example: 2 new sales tasks, expected 1']],
	['the mail is missing', ({ mails }) => mails.pop(), ['anna@a.example: 0 new mails, expected 1']],
	['the owner is told twice', ({ mails }) => mails.push(mail('c', owner, text)), ['anna@a.example: 2 new mails, expected 1']],
	[
		'the lead gets another mail',
		({ mails }) => mails.push(mail('c', 'anna@a.example')),
		['4 changes, expected 3: lead anna@a.example was written; task 1 for anna@a.example was written; mail to kari@x.example: ; mail to anna@a.example: '],
	],
	[
		'another lead is touched',
		({ leads }) => Object.assign(leads[1] ?? {}, { updatedAt: later.updatedAt }),
		[expect.stringContaining('lead nils@n.example was written')],
	],
])('says so when %s', (_name, spoil, problems) => {
	const state = handedOver();
	state.leads = state.leads.map((row) => ({ ...row }));
	spoil(state);
	expect(findMoveProblems(before, state, anna)).toEqual(problems);
});
