import type { SampleLeadRow } from './SampleLeadRow.ts';
import { spread } from './spread.ts';

/** Those who never go to sales, however good they look. */
export const disqualifiedRows: readonly SampleLeadRow[] = [
	// Exactly 90, and a competitor.
	{
		name: 'Victor Rask', title: 'CPO', company: ['Rivalsuite A/S', 'Software', 140, 22e6, 'DK'],
		did: 'demo 1 | reply 2', closesIn: 40,
		more: { budget: 40_000, productInterest: ['Automation'], email: 'victor.rask@rivalsuite.example' },
	},
	{
		name: 'Selma Lund', title: 'Analyst', company: ['Lund Innsikt', 'Consulting', 25, 2e6, 'NO'],
		did: 'guide 1 2 | pricing 1 2', more: { isCompetitor: 'yes' },
	},
	{
		name: 'Tor Arne Fosse', title: 'Daglig leder', company: ['Fossegrim Data AS', 'Software', 60, 7e6, 'NO'],
		did: 'page 1 2 3 | reply 4', more: { lifecycleStage: 'Customer' },
	},
	{
		name: 'Annika Bergman', title: 'CFO', company: ['Bergmanskär Invest AB', 'Finance', 150, 60e6, 'SE'],
		did: 'form 2 | call 3', more: { isCustomer: 1 },
	},
	{
		name: 'Crawl Er', did: `page ${spread(30, 0, 1)} | form 0.5`,
		more: { email: 'info@sok-robot.example', userAgent: 'Mozilla/5.0 (compatible; FjordBot/3.1)' },
	},
	{
		name: 'Asdf Qwer', title: 'CEO', company: ['Asdf', 'Software', 99999, 1e9, 'NO'], did: 'form 1 1 1',
		more: { email: 'asdf@qwer.example', isBot: true, website: 'http://cheap-pills.example' },
	},
];
