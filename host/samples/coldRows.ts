import type { SampleLeadRow } from './SampleLeadRow.ts';
import { spread } from './spread.ts';

/** Those who are not ready. */
export const coldRows: readonly SampleLeadRow[] = [
	// A point short of nurture: 20 + 15 + 14.
	{
		name: 'Ole Martin Lie', title: 'CEO', company: ['Lie Skytjenester AS', 'Software', 52, 6e6, 'NO'],
		closesIn: 60, more: { budget: 9_000, productInterest: ['Automation'] },
	},
	{
		name: 'Kari Lunde', title: 'Student',
		company: ['Universitetet i Vågen', 'Education', 4_000, 300e6, 'NO'],
		did: `demo 3 | trial 2 | page ${spread(12, 0, 9)} | pricing 1 2 | guide 1 2 3 | event 4 | click 1 2 3`,
		more: { email: 'kari.lunde@stud.vaagen.example' },
	},
	{
		name: 'Simon Nyman', title: 'Arbetssökande systemutvecklare', did: 'careers 1 2 | page 1 2',
		more: { email: 'simon.nyman@kontakt.example', country: 'SE' },
	},
	{
		name: 'Ida Friis', title: 'Praktikant', company: ['Friis Reklame', 'Marketing', 12, 1e6, 'DK'],
		did: 'guide 2 | page 2 3',
	},
	// One visit, never again.
	{
		name: 'Tone Haugen', title: 'Prosjektleder',
		company: ['Haugmyr Bygg AS', 'Construction', 45, 8e6, 'NO'], did: 'page 12',
	},
	{
		name: 'Mikael Salo', title: 'Developer', company: ['Salokorpi Softa Oy', 'Software', 8, 0.6e6, 'FI'],
		did: 'trial 35 | page 34 35 36',
	},
	// Silent for long.
	{
		name: 'Gunnar Þórsson', title: 'Forstjóri', company: ['Hraun Kerfi ehf', 'Software', 90, 12e6, 'IS'],
		did: 'demo 95 | page 94 95 | guide 100',
	},
	{
		name: 'Birgitta Holmgren', title: 'Ekonomichef',
		company: ['Holmgrynna Handel AB', 'Retail', 60, 15e6, 'SE'], did: 'open 70 80 90 | click 71',
	},
	{
		name: 'Stine Aagaard', title: 'Assistant to the CEO',
		company: ['Aagaard Gruppen A/S', 'Finance', 500, 90e6, 'DK'], did: 'guide 4 | page 4 5',
	},
	{
		name: 'Petter Moen', title: 'Product Owner', company: ['Moenlia Digital AS', 'Software', 30, 3e6, 'NO'],
		did: 'page 2 9 | open 2 9 16',
	},
	{
		name: 'Liisa Nieminen', title: 'Tutkija', company: ['Järvi Instituutti', 'Research', 75],
		did: 'guide 6 | comment 6 | page 6', more: { country: 'Finland' },
	},
	{ name: 'Rune Eide', title: 'Daglig leder', company: ['Skogvær Fisk AS', 'Seafood', 4, 0.9e6, 'NO'] },
	{
		name: 'Anette Hjort', title: 'Marketing Manager',
		company: ['Hjortelund Mode ApS', 'Retail', 35, 4e6, 'DK'], did: 'social 2 3 | page 2 3',
	},
	{
		name: 'Sven Nilsson', title: 'Konsult', company: ['Nilsson Råd', 'Consulting', 1, 0.1e6, 'SE'],
		did: 'form 5 | page 5 6',
	},
	{
		name: 'Emilia Laine', title: 'Sales Manager',
		company: ['Lainekallio Trade Oy', 'Wholesale', 20, 5e6, 'FI'], did: 'event 30 | open 8',
	},
	{
		name: 'Haraldur Einarsson', title: 'CTO', company: ['Einars Vélar ehf', 'Machinery', 15, 2e6, 'IS'],
		did: 'pricing 9',
	},
	// From far away.
	{
		name: 'Lucas Ferreira', title: 'Founder', company: ['Nuvem Larga', 'Software', 22, 1.5e6, 'Brazil'],
		did: 'trial 20 | page 20',
	},
	// Nothing known but the address.
	{ name: 'Post Mottak', more: { email: 'post@ukjent.example', firstName: undefined, lastName: undefined } },
	{
		name: 'Ukendt Besøg', did: 'open 1 2',
		more: { email: 'kontakt@tomt-felt.example', firstName: '', lastName: '   ', jobTitle: null, companySize: '' },
	},
	// Values that no form should have let through.
	{
		name: 'Jan Olav Ruud', title: 'CEO',
		company: ['Ruud Maskin AS', 'n/a', 'ca. 50', '12,5 MNOK', 'Norway'], did: 'page 3 4',
		more: { budget: '20 000', expectedCloseDate: 'soon', productInterest: {} },
	},
	{
		name: 'Marie Sørlie',
		title: 'Avdelingsleder',
		company: ['Sørlie Helse', 'Healthcare', NaN, null, 'NO'],
		more: { tags: [[], null, 7] },
		moreActivities: (now) => [
			{ type: 'demo_request', at: 'last Tuesday', properties: {} },
			// Still to come, so it does not count yet.
			{ type: 'event_signup', at: new Date(now + 30 * 86_400_000).toISOString(), properties: {} },
			{ type: ' Page_View ', at: now - 86_400_000, properties: {} },
			{ type: 'PRICING_VIEW', at: String(now - 2 * 86_400_000), properties: {} },
		],
	},
	{
		name: "O'Neill; DROP TABLE leads;--", title: 'Owner',
		company: ['Café "Å"', 'Hospitality', 9, 0.4e6, 'DK'], did: 'page 1 1.1',
		more: { email: 'owner@cafe-aa.example' },
	},
	{
		name: '李 小龍', title: '工程师', company: ['雪 Sapporo ☃', 'Software', 30, 2e6, 'Japan'], did: 'page 3 5',
		more: { email: 'li.xiaolong@yuki.example' },
	},
	{
		name: 'Nikolai Berg', title: 'Consultant', company: ['Berg Råd', 'Consulting', 11],
		did: 'page 1 2 3', more: { email: 'made_up_nikolai_berg@gmail.com', country: 'NO' },
	},
	{
		name: 'Oda Vik', title: 'Jusstudent', did: 'careers 3 5 | guide 5',
		more: { email: 'made_up_oda_vik@googlemail.com', country: 'NO' },
	},
];
