import { findChanges } from '../../../host/demo/findChanges.ts';
import type { DemoState } from '../../../host/demo/DemoState.ts';

const row = (id: number, email: string, updatedAt: string) => ({ id, email, createdAt: '2026-11-22T08:00:00.000Z', updatedAt });
const mail = { id: 'm1', subject: 'Hello', to: ['a@a.example'], from: [], text: '', html: '' };
const before: DemoState = {
	leads: [row(1, 'a@a.example', '2026-11-22T08:00:01.000Z'), row(2, 'b@b.example', '2026-11-22T08:00:02.000Z')],
	tasks: [row(1, 'a@a.example', '2026-11-22T08:00:03.000Z')],
	mails: [mail],
};

test('nothing has changed', () => {
	expect(findChanges(before, structuredClone(before))).toEqual([]);
});

test('every row that was written to and every mail that came is named', () => {
	const after: DemoState = {
		leads: [row(1, 'a@a.example', '2026-11-22T08:00:01.001Z'), row(3, 'c@c.example', '2026-11-22T08:00:02.000Z')],
		tasks: [...before.tasks, row(2, 'b@b.example', '2026-11-22T08:00:03.000Z')],
		mails: [mail, { ...mail, id: 'm2', subject: 'Again' }],
	};
	expect(findChanges(before, after)).toEqual([
		'lead a@a.example was written',
		'lead c@c.example was written',
		'task 2 for b@b.example was written',
		'lead b@b.example is gone',
		'mail to a@a.example: Again',
	]);
});
