import { outcomeTable, type Outcome } from '../../../host/demo/outcomeTable.ts';

const lead = (route: string, score: number, who: string, reasons: string[] = []): Outcome => ({ route, score, who, reasons });

test('a block per route, the highest scores first, the rest counted, the columns aligned', () => {
	const printed = outcomeTable(
		['Sales hand-off', 'Nurture', 'Not ready'],
		[
			lead('Nurture', 55, 'Åse Lø, Øst AS', ['Opened newsletters']),
			lead('Sales hand-off', 71, 'B'),
			lead('Sales hand-off', 100, 'Ingrid Solberg, Fjordtech AS', ['Demo request', 'Decision maker']),
			lead('Sales hand-off', 70, 'C'),
		],
		2,
	);
	expect(printed).toBe(
		[
			'Sales hand-off (3)',
			'  100  Ingrid Solberg, Fjordtech AS          Demo request · Decision maker',
			'   71  B',
			'       … and 1 more',
			'Nurture (1)',
			'   55  Åse Lø, Øst AS                        Opened newsletters',
			'Not ready (0)',
		].join('\n'),
	);
});

test('a long name is cut, and of the reasons as many whole ones as fit in 100 columns are shown', () => {
	const reasons = ['One '.repeat(6).trim(), 'Two '.repeat(6).trim(), 'Three'];
	const [, line = ''] = outcomeTable(['Nurture'], [lead('Nurture', 9, 'Ø'.repeat(60), reasons)]).split('\n');
	expect(line).toBe(`    9  ${'Ø'.repeat(35)}…  One One One One One One · Two Two Two Two Two Two`);
	const [, exact = ''] = outcomeTable(['Nurture'], [lead('Nurture', 9, 'A', ['x'.repeat(50), 'yy'])]).split('\n');
	expect(exact).toHaveLength(100);
});

test('a single reason that is too long is cut', () => {
	const [, line = ''] = outcomeTable(['Nurture'], [lead('Nurture', 9, 'A', [`and\nanother ${'x'.repeat(90)}`])]).split('\n');
	expect(line).toHaveLength(100);
	expect(line).toMatch(/ {2}and another x+…$/);
});
