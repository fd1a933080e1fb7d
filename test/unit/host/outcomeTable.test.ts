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

test('long names and reasons are cut at 100 columns', () => {
	const printed = outcomeTable(['Nurture'], [lead('Nurture', 9, 'Ø'.repeat(60), ['reason '.repeat(30), 'and\nanother'])]);
	const line = printed.split('\n')[1] ?? '';
	expect(line).toHaveLength(100);
	expect(line).toContain(`${'Ø'.repeat(35)}…  reason`);
	expect(line.endsWith('…')).toBe(true);
});
