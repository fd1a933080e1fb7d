import { findProblems } from '../../../host/demo/findProblems.ts';
import type { DemoState } from '../../../host/demo/DemoState.ts';

const at = '2026-11-22T08:00:00.000Z';
const stamps = { createdAt: at, updatedAt: at };
const owner = 'kari@x.example';
const expected = new Map([
	['anna@a.example', { score: 86, band: 'sales' }],
	['nils@n.example', { score: 50, band: 'nurture' }],
	['kim@k.example', { score: 12, band: 'cold' }],
	['rival@r.example', { score: 90, band: 'disqualified' }],
]);

const mail = (id: string, to: string, text = '') => ({ id, subject: '', to: [to], from: ['hello@x.example'], text, html: '' });
const salesText = 'Why:\n  +35  Asked for a demo, twice (1 demo request, today)\n  -5  One visit only (1 page view, today)\n\nMail: anna@a.example\nPhone: not known\n';

/** All as it should be. */
const good = (): DemoState => ({
	leads: [
		{ ...stamps, id: 1, email: 'anna@a.example', score: 86, band: 'sales', owner, reasons: 'Asked for a demo, twice +35, One visit only -5' },
		{ ...stamps, id: 2, email: 'nils@n.example', score: 50, band: 'nurture', owner: null, reasons: '' },
		{ ...stamps, id: 3, email: 'kim@k.example', score: 12, band: 'cold', owner: null, reasons: '' },
		{ ...stamps, id: 4, email: 'rival@r.example', score: 90, band: 'disqualified', owner: null, reasons: 'Asked for a demo +35' },
	],
	tasks: [{ ...stamps, id: 1, email: 'anna@a.example', score: 86, owner }],
	mails: [mail('a', owner, salesText), mail('b', 'nils@n.example')],
});

test('a state that is as it should be has no problems', () => {
	expect(findProblems(good(), expected)).toEqual([]);
});

test.each<[string, (state: DemoState) => void, string[]]>([
	['a lead is missing', ({ leads }) => leads.splice(2, 1), ['kim@k.example: 0 rows in Leads, expected 1', '3 rows in Leads, expected 4']],
	['a lead is there twice', ({ leads }) => leads.push({ ...stamps, id: 9, email: 'kim@k.example', score: 12, band: 'cold' }), ['kim@k.example: 2 rows in Leads, expected 1', '5 rows in Leads, expected 4']],
	['a stranger is there', ({ leads }) => leads.push({ ...stamps, id: 9, email: 'who@w.example' }), ['5 rows in Leads, expected 4']],
	['a score is one off', ({ leads }) => Object.assign(leads[2] ?? {}, { score: 13 }), ['kim@k.example: score 13, expected 12']],
	['a band is wrong', ({ leads }) => Object.assign(leads[3] ?? {}, { band: 'sales' }), ['rival@r.example: band sales, expected disqualified']],
	['a task is missing', ({ tasks }) => tasks.pop(), ['anna@a.example: 0 sales tasks, expected 1', '0 rows in Sales tasks, expected 1']],
	['a task is there twice', ({ tasks }) => tasks.push({ ...stamps, id: 2, email: 'anna@a.example', score: 86, owner }), ['anna@a.example: 2 sales tasks, expected 1', '2 rows in Sales tasks, expected 1']],
	['a disqualified lead has a task', ({ tasks }) => tasks.push({ ...stamps, id: 2, email: 'rival@r.example' }), ['rival@r.example: 1 sales tasks, expected 0', '2 rows in Sales tasks, expected 1']],
	['a task is for somebody else', ({ tasks }) => Object.assign(tasks[0] ?? {}, { owner: 'lars@x.example' }), ['anna@a.example: the task is for lars@x.example, the lead is kari@x.example\'s']],
	['a task has no owner', ({ leads, tasks }) => [leads[0], tasks[0]].map((row) => Object.assign(row ?? {}, { owner: '' })), ['anna@a.example: the task is for , the lead is \'s', 'anna@a.example: no mail to the owner ']],
	['the sales mail went to the lead', ({ mails }) => Object.assign(mails[0] ?? {}, { to: ['anna@a.example'] }), ['anna@a.example: no mail to the owner kari@x.example']],
	['the sales mail leaves a reason out', ({ mails }) => Object.assign(mails[0] ?? {}, { text: salesText.replace(/.*One visit.*\n/, '') }), ['anna@a.example: the sales mail does not say: -5  One visit only (']],
	['there are no reasons at all', ({ leads }) => Object.assign(leads[0] ?? {}, { reasons: '' }), ['anna@a.example: the sales mail does not say: any reason']],
	['a first mail is missing', ({ mails }) => mails.pop(), ['nils@n.example: 0 first mails, expected 1', '1 mails, expected 2']],
	['a first mail came twice', ({ mails }) => mails.push(mail('c', 'nils@n.example')), ['nils@n.example: 2 first mails, expected 1', '3 mails, expected 2']],
	['somebody was written to for nothing', ({ mails }) => mails.push(mail('c', 'kim@k.example')), ['3 mails, expected 2']],
])('says so when %s', (_name, spoil, problems) => {
	const state = good();
	spoil(state);
	expect(findProblems(state, expected)).toEqual(problems);
});
