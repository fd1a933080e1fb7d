import type { SampleLeadRow } from './SampleLeadRow.ts';
import { spread } from './spread.ts';

/** Those who land in nurture. */
export const nurtureRows: readonly SampleLeadRow[] = [
	// Exactly 50: everything fits, and the lead has not lifted a finger.
	{
		name: 'Solveig Aune', title: 'Daglig leder', company: ['Auneprogram AS', 'Software', 85, 12e6, 'NO'],
		closesIn: 60, more: { budget: 22_000, productInterest: ['Automation'], leadSource: 'Trade fair' },
	},
	// 49.5, which rounds to 50: 20 + 15 + 14 + 0.5.
	{
		name: 'Frederik Vestergaard', title: 'Direktør',
		company: ['Vesterdata ApS', 'Software', 65, 10e6, 'DK'], did: 'open 20', closesIn: 75,
		more: { budget: 8_000, productInterest: ['Analytics'] },
	},
	// The demo halved after its month: 35 + 17.5.
	{ name: 'Elin Sandberg', title: 'CTO', company: ['Granit Kod AB', 'SaaS', 55, 8e6, 'SE'], did: 'demo 33' },
	{
		name: 'Tuomas Mäkelä', title: 'Markkinointipäällikkö',
		company: ['Saimaa Verkko Oy', 'Internet', 140, 19e6, 'FI'], did: 'trial 8 | call 7 | guide 6 | page 7 8 9',
	},
	{
		name: 'Bjarki Sigurðsson', title: 'Tæknistjóri', company: ['Jökulnet ehf', 'Telecom', 40, 5e6, 'IS'],
		did: 'pricing 4 6 | guide 5 12 | page 4 5 6',
	},
	{
		name: 'Camilla Rønning', title: 'Salgsdirektør',
		company: ['Rønnskog Handel AS', 'E-commerce', 95, 20e6, 'NO'],
		did: 'event 10 | click 6 20 | page 6 10 | open 6 20 34', more: { productInterest: ['Analytics'] },
	},
	{
		name: 'Oskar Hedlund', title: 'Säljchef',
		company: ['Tallmo System AB', 'Information Technology', 210, 40e6, 'SE'],
		did: 'call 12 | reply 9 | page 9 12 13 | form 13',
	},
	{
		name: 'Nanna Bruun', title: 'Head of Marketing',
		company: ['Brunsø Media ApS', 'Marketing', 30, 3e6, 'DK'],
		did: 'guide 3 8 | comment 7 | social 3 4 | page 3 4 7 8 | pricing 8',
	},
	{
		name: 'Kristoffer Dahl', title: 'Partner, CFO',
		company: ['Dahlskår Finans AS', 'FINANCIAL_SERVICES', 620, 88e6, 'NOR'],
		did: 'pricing 2 3 5 | page 2 3 5', more: { productInterest: ['API'] },
	},
	{
		name: 'Hanna Korhonen', title: 'Director, Operations',
		company: ['Revontuli Data Oy', 'Software', 75, 9.5e6, 'Finland'],
		did: 'meeting 34 | call 36 | page 33 34', closesIn: 50,
	},
	// A point short of sales: 19 + 15 + 35.
	{
		name: 'Jonas Ekström', title: 'IT-chef', company: ['Ekvik Kredit AB', 'Fintech', 90, 5e6],
		did: 'demo 12',
	},
	// Ten visits in a month, one of which is a month old by tomorrow: 51 now, then 46, which is near enough to stay.
	{
		name: 'Maren Tveit', title: 'Teknologidirektør',
		company: ['Tveit Sky AS', 'Software', 50, 7e6, 'NO'], did: `page 29.5 ${spread(9, 1, 24)}`,
		closesIn: 120, more: { productInterest: ['API'] },
	},
	// Silent for 60 days by tomorrow.
	{
		name: 'Rasmus Thomsen', title: 'CEO', company: ['Tangmose Analytics ApS', 'SaaS', 130, 15e6, 'DK'],
		did: 'open 59.5 65', closesIn: 80, more: { budget: 21_000, productInterest: ['Analytics'] },
	},
	// No fit that we know of, and everything else.
	{
		name: 'Eva Strand', title: 'Consultant', company: ['Strand & co'],
		did: `demo 6 | pricing 5 6 | page ${spread(12, 1, 14)} | form 6 | guide 3 7 | event 9 | click 2 8`,
		more: { phone: '+47 00 00 00 02' },
	},
	// A private address takes ten points. (Gmail gives no address with an underscore, so it is nobody's.)
	{
		name: 'Ville Rantanen', title: 'Yrittäjä', company: ['Rantanen Soft', 'Software', 15, 2.5e6, 'FI'],
		did: 'trial 3 | page 2 3 4', more: { email: 'made_up_ville_rantanen@gmail.com' },
	},
];
