import { readReasons } from '../../../host/demo/readReasons.ts';

test.each([
	['', []],
	['Decision maker +15', [['Decision maker', '+15']]],
	['Asked for a demo +35, Talked to us +7.5, Silent for 60 days -15', [['Asked for a demo', '+35'], ['Talked to us', '+7.5'], ['Silent for 60 days', '-15']]],
	['SaaS, software or telecom +8, In our market +4', [['SaaS, software or telecom', '+8'], ['In our market', '+4']]],
])('reads %j', (text, reasons) => {
	expect(readReasons(text).map(({ label, points }) => [label, points])).toEqual(reasons);
});
