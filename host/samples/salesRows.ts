import type { SampleLeadRow } from './SampleLeadRow.ts';
import { spread } from './spread.ts';

const chrome = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0.0.0';

/** Those who land in sales. */
export const salesRows: readonly SampleLeadRow[] = [
	{
		name: 'Ingrid Solberg', title: 'CTO', company: ['Fjordlyng Data AS', 'Software', 120, 18e6, 'NO'],
		did: 'demo 2 | pricing 1 3 | page 1 2 3 5',
		more: { productInterest: ['Automation'], userAgent: chrome },
	},
	// Exactly 70: 20 + 15 + 35.
	{
		name: 'Erik Lindqvist', title: 'VD', company: ['Nordljus Analys AB', 'SaaS', 60, 9e6, 'Sverige'],
		did: 'demo 5',
	},
	// 69.5, which rounds to 70: 19 + 15 + 35 + 0.5.
	{
		name: 'Maarit Saari', title: 'Co-founder', company: ['Siltapilvi Oy', 'Software', 80, 4e6],
		did: 'demo 8 | open 12',
	},
	{
		name: 'Mette Kjærgaard', title: 'Administrerende direktør',
		company: ['Havn Logistik A/S', 'Logistics', 240, 32e6, 'Danmark'],
		did: 'demo 10 | form 10 | page 9 10 11', more: { phone: '+45 00 00 00 01' },
	},
	{
		name: 'Jukka Virtanen', title: 'Toimitusjohtaja',
		company: ['Pilvilinna Oy', 'Ohjelmistot', 45, 6e6, 'Suomi'],
		did: 'trial 4 | call 2 3 | page 2 3 4 5', closesIn: 45,
	},
	{
		name: 'Sigríður Jónsdóttir', title: 'Framkvæmdastjóri',
		company: ['Norðurljós Hugbúnaður ehf', 'Hugbúnaður', 25, 3e6, 'Ísland'],
		did: 'demo 1 | reply 1 | click 3',
	},
	{
		name: 'Håkon Brekke', title: 'Økonomisjef',
		company: ['Brekkelund Tall AS', 'Finans', 70, 11e6, 'Norge'],
		did: 'meeting 3 | call 6 | pricing 1 2 4 | guide 8 15', closesIn: 30,
		more: { budget: 25_000, productInterest: ['Integrations'] },
	},
	{
		name: 'Astrid Wikström', title: 'Head of Growth',
		company: ['Björkö Mobil AB', 'Internet', 300, 54e6, 'SE'],
		did: 'trial 6 | pricing 5 5.5 6 | page 3 4 5 6 7 | open 2 9 16',
	},
	// Over 100 by the rules, so 100.
	{
		name: 'Katrine Holm', title: 'Chief Revenue Officer',
		company: ['Skyhøst A/S', 'Computer Software', 450, 75e6, 'DK'],
		did: `demo 0 | trial 0 | call 1 | pricing 0 1 2 | page ${spread(12, 0, 6)} | form 1 2 | guide 1 2 | event 3 4 | click 1 2 3`,
		closesIn: 21, more: { budget: 60_000, productInterest: ['Automation', 'Analytics'] },
	},
	// Numbers as text.
	{
		name: 'Anders Nygård', title: 'IT-sjef',
		company: ['Kystlyng Nett AS', 'Telecom', ' 250 ', '21000000', 'norge'],
		did: 'demo 14 | pricing 13 | page 13 14', more: { budget: '3e4', productInterest: 'analytics' },
	},
	// Letters in two pieces each, as some phones send them.
	{
		name: 'Åsa Öberg'.normalize('NFD'), title: 'Verkställande direktör'.normalize('NFD'),
		company: ['Sjöbod Data AB', 'Programvara', 35, 4e6, 'Sverige'], did: 'demo 3 | event 12',
		more: { email: 'asa.oberg@sjoboddata.example' },
	},
	// A name that is code: it must reach nobody's mail as such.
	{
		name: '<script>alert("hi")</script> Berg', title: 'CEO & "owner"',
		company: ['Berg & Sønn <Data> AS', 'IT; software', 90, 14e6, 'NO'], did: 'demo 4 | page 3 4 5',
		more: { email: 'ceo@bergogsonn.example' },
	},
	{
		name: 'Line Myhre', title: 'Markedssjef', company: ['Vestskjær Medier AS', 'Media', 160, 16e6, 'NO'],
		did: `demo 2 | pricing 1 2 | page ${spread(11, 0.5, 20)} | guide 4 9 | click 5`,
		more: { productInterest: ['Analytics'] },
	},
	// Asked for a demo a month ago tomorrow, and nothing since: in nurture by then.
	{
		name: 'Pekka Lahtinen', title: 'Talousjohtaja',
		company: ['Kaleva Pilvi Oy', 'Software', 110, 13e6, 'FI'], did: 'demo 29.4',
	},
];
