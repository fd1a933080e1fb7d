import { findWrongAnswers } from '../../../host/demo/findWrongAnswers.ts';

const expected = new Map([
	['a@a.example', { score: 70, band: 'sales' }],
	['b@b.example', { score: 50, band: 'nurture' }],
]);
const a = { email: 'a@a.example', score: 70, band: 'sales' };
const b = { email: 'b@b.example', score: 50, band: 'nurture' };

test.each([
	['right', [b, a], []],
	['a wrong score', [a, { ...b, score: 49 }], ['b@b.example: the webhook answered 49, nurture; expected 50, nurture']],
	['a wrong band', [{ ...a, band: 'nurture' }, b], ['a@a.example: the webhook answered 70, nurture; expected 70, sales']],
	['no answer', [a], ['b@b.example: the webhook did not answer exactly once']],
	['two answers', [a, b, b], ['b@b.example: the webhook did not answer exactly once']],
])('%s', (_name, answers, problems) => {
	expect(findWrongAnswers(answers, expected)).toEqual(problems);
});
