import type { SampleActivity } from './sampleLeads.ts';

/** A lead of the demo in shorthand; what is left out, the lead does not have. */
interface SampleLeadRow {
	name: string;
	title?: string;
	/** Name, industry, employees, revenue in EUR, country. */
	company?: [name: string, industry?: string, employees?: unknown, revenue?: unknown, country?: string];
	/** What the lead did, how many days ago: `'demo 2 | page 1 1.5'`. */
	did?: string;
	/** Days until the expected close date. */
	closesIn?: number;
	/** Fields as the lead sends them, over those above. */
	more?: Record<string, unknown>;
	/** Activities that the shorthand cannot say. */
	moreActivities?: (now: number) => SampleActivity[];
}

const visits = (count: number, from: number, to: number): string =>
	Array.from({ length: count }, (_, index) => (from + ((to - from) * index) / (count - 1)).toFixed(2)).join(' ');

const chrome = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0.0.0 Safari/537.36';

/** Those who land in sales. */
const sales: SampleLeadRow[] = [
	{ name: 'Ingrid Solberg', title: 'CTO', company: ['Fjordtech AS', 'Software', 120, 18e6, 'NO'], did: 'demo 2 | pricing 1 3 | page 1 2 3 5', more: { productInterest: ['Automation'], userAgent: chrome } },
	// Exactly 70: 20 + 15 + 35.
	{ name: 'Erik Lindqvist', title: 'VD', company: ['Nordljus Analys AB', 'SaaS', 60, 9e6, 'Sverige'], did: 'demo 5' },
	// 69.5, which rounds to 70: 19 + 15 + 35 + 0.5.
	{ name: 'Maarika Saar', title: 'Co-founder', company: ['Sillapilv', 'Software', 80, 4e6], did: 'demo 8 | open 12' },
	{ name: 'Mette Kjærgaard', title: 'Administrerende direktør', company: ['Havn Logistik A/S', 'Logistics', 240, 32e6, 'Danmark'], did: 'demo 10 | form 10 | page 9 10 11', more: { phone: '+45 00 00 00 01' } },
	{ name: 'Jukka Virtanen', title: 'Toimitusjohtaja', company: ['Pilvilinna Oy', 'Ohjelmistot', 45, 6e6, 'Suomi'], did: 'trial 4 | call 2 3 | page 2 3 4 5', closesIn: 45 },
	{ name: 'Sigríður Jónsdóttir', title: 'Framkvæmdastjóri', company: ['Norðurljós Hugbúnaður ehf', 'Hugbúnaður', 25, 3e6, 'Ísland'], did: 'demo 1 | reply 1 | click 3' },
	{ name: 'Håkon Brekke', title: 'Økonomisjef', company: ['Brekke Regnskap AS', 'Finans', 70, 11e6, 'Norge'], did: 'meeting 3 | call 6 | pricing 1 2 4 | guide 8 15', closesIn: 30, more: { budget: 25_000, productInterest: ['Integrations'] } },
	{ name: 'Astrid Wikström', title: 'Head of Growth', company: ['Björkö Mobil AB', 'Internet', 300, 54e6, 'SE'], did: 'trial 6 | pricing 5 5.5 6 | page 3 4 5 6 7 | open 2 9 16' },
	// Over 100 by the rules, so 100.
	{ name: 'Katrine Holm', title: 'Chief Revenue Officer', company: ['Skyvækst A/S', 'Computer Software', 450, 75e6, 'DK'], did: `demo 0 | trial 0 | call 1 | pricing 0 1 2 | page ${visits(12, 0, 6)} | form 1 2 | guide 1 2 | event 3 4 | click 1 2 3`, closesIn: 21, more: { budget: 60_000, productInterest: ['Automation', 'Analytics'] } },
	// Numbers as text.
	{ name: 'Anders Nygård', title: 'IT-sjef', company: ['Kystnett AS', 'Telecom', ' 250 ', '21000000', 'norge'], did: 'demo 14 | pricing 13 | page 13 14', more: { budget: '3e4', productInterest: 'analytics' } },
	// Letters in two pieces each, as some phones send them.
	{ name: 'Åsa Öberg'.normalize('NFD'), title: 'Verkställande direktör'.normalize('NFD'), company: ['Sjöbod Data AB', 'Programvara', 35, 4e6, 'Sverige'], did: 'demo 3 | event 12', more: { email: 'asa.oberg@sjoboddata.example' } },
	// A name that is code: it must reach nobody's mail as such.
	{ name: '<script>alert("hi")</script> Berg', title: 'CEO & "owner"', company: ['Berg & Sønn <Data> AS', 'IT; software', 90, 14e6, 'NO'], did: 'demo 4 | page 3 4 5', more: { email: 'ceo@bergogsonn.example' } },
	{ name: 'Line Myhre', title: 'Markedssjef', company: ['Vestavind Medier AS', 'Media', 160, 16e6, 'NO'], did: `demo 2 | pricing 1 2 | page ${visits(11, 0.5, 20)} | guide 4 9 | click 5`, more: { productInterest: ['Analytics'] } },
	// Asked a month ago tomorrow, and nothing since: in nurture by then.
	{ name: 'Pekka Lahtinen', title: 'Talousjohtaja', company: ['Kaleva Pilvi Oy', 'Software', 110, 13e6, 'FI'], did: 'demo 29.4' },
];

/** Those who land in nurture. */
const nurture: SampleLeadRow[] = [
	// Exactly 50: everything fits, and the lead has not lifted a finger.
	{ name: 'Solveig Aune', title: 'Daglig leder', company: ['Auneprogram AS', 'Software', 85, 12e6, 'NO'], closesIn: 60, more: { budget: 22_000, productInterest: ['Automation'], leadSource: 'Trade fair' } },
	// 49.5, which rounds to 50: 20 + 15 + 14 + 0.5.
	{ name: 'Frederik Vestergaard', title: 'Direktør', company: ['Vesterdata ApS', 'Software', 65, 10e6, 'DK'], did: 'open 20', closesIn: 75, more: { budget: 8_000, productInterest: ['Analytics'] } },
	// The demo halved after its month: 35 + 17.5.
	{ name: 'Elin Sandberg', title: 'CTO', company: ['Granit Kod AB', 'SaaS', 55, 8e6, 'SE'], did: 'demo 33' },
	{ name: 'Tuomas Mäkelä', title: 'Markkinointipäällikkö', company: ['Saimaa Verkko Oy', 'Internet', 140, 19e6, 'FI'], did: 'trial 8 | page 7 8 9' },
	{ name: 'Bjarki Sigurðsson', title: 'Tæknistjóri', company: ['Jökulnet ehf', 'Telecom', 40, 5e6, 'IS'], did: 'pricing 4 6 | guide 5 12 | page 4 5 6' },
	{ name: 'Camilla Rønning', title: 'Salgsdirektør', company: ['Rønning Handel AS', 'E-commerce', 95, 20e6, 'NO'], did: 'event 10 | click 6 20 | page 6 10 | open 6 20 34' },
	{ name: 'Oskar Hedlund', title: 'Säljchef', company: ['Tallmo System AB', 'Information Technology', 210, 40e6, 'SE'], did: 'call 12 | reply 9 | page 9 12 13 | form 13' },
	{ name: 'Nanna Bruun', title: 'Head of Marketing', company: ['Brunsø Media ApS', 'Marketing', 30, 3e6, 'DK'], did: 'guide 3 8 | comment 7 | social 3 4 | page 3 4 7 8 | pricing 8' },
	{ name: 'Kristoffer Dahl', title: 'Partner, CFO', company: ['Dahl Finans AS', 'FINANCIAL_SERVICES', 620, 88e6, 'NOR'], did: 'pricing 2 3 5 | page 2 3 5', more: { productInterest: ['API'] } },
	{ name: 'Hanna Korhonen', title: 'Director, Operations', company: ['Revontuli Data Oy', 'Software', 75, 9.5e6, 'Finland'], did: 'meeting 34 | call 36 | page 33 34' },
	{ name: 'Jonas Ekström', title: 'IT-chef', company: ['Ekvik Bank AB', 'Bank', 900, 210e6, 'SE'], did: 'event 15 16 | guide 20', closesIn: 120 },
	// Ten visits in a month until tonight, when the first of them leaves the month.
	{ name: 'Maren Tveit', title: 'Teknologidirektør', company: ['Tveit Sky AS', 'Software', 50, 7e6, 'NO'], did: `page 29.5 ${visits(9, 1, 24)}`, more: { productInterest: ['API'] } },
	// Silent for 60 days by tomorrow.
	{ name: 'Rasmus Thomsen', title: 'CEO', company: ['Thomsen Analytics ApS', 'SaaS', 130, 15e6, 'DK'], did: 'open 59.5 65', closesIn: 80, more: { budget: 21_000, productInterest: ['Analytics'] } },
	// No fit that we know of, and everything else.
	{ name: 'Eva Strand', title: 'Consultant', company: ['Strand & co'], did: `demo 6 | pricing 5 6 | page ${visits(12, 1, 14)} | form 6 | guide 3 7 | event 9 | click 2 8`, more: { phone: '+47 00 00 00 02' } },
	// A private address takes ten points.
	{ name: 'Ville Rantanen', title: 'Yrittäjä', company: ['Rantanen Soft', 'Software', 15, 2.5e6, 'FI'], did: 'trial 3 | page 2 3 4', more: { email: 'made.up.ville.rantanen@gmail.com' } },
];

/** Those who are not ready. */
const cold: SampleLeadRow[] = [
	// 49.25, which rounds to 49.
	{ name: 'Ole Martin Lie', title: 'CEO', company: ['Lie Skytjenester AS', 'Software', 52, 6e6, 'NO'], did: 'trial 65 | event 65 | open 3', more: { productInterest: ['Integrations'] } },
	{ name: 'Kari Lunde', title: 'Student', company: ['Universitetet i Vågen', 'Education', 4_000, 300e6, 'NO'], did: `demo 3 | trial 2 | page ${visits(12, 0, 9)} | pricing 1 2 | guide 1 2 3 | event 4 | click 1 2 3`, more: { email: 'kari.lunde@stud.vaagen.example' } },
	{ name: 'Simon Nyman', title: 'Arbetssökande systemutvecklare', did: 'careers 1 2 | page 1 2', more: { email: 'simon.nyman@kontakt.example', country: 'SE' } },
	{ name: 'Ida Friis', title: 'Praktikant', company: ['Friis Reklame', 'Marketing', 12, 1e6, 'DK'], did: 'guide 2 | page 2 3' },
	// One visit, never again.
	{ name: 'Tone Haugen', title: 'Prosjektleder', company: ['Haugen Bygg AS', 'Construction', 45, 8e6, 'NO'], did: 'page 12' },
	{ name: 'Mikael Salo', title: 'Developer', company: ['Salo Softa Oy', 'Software', 8, 0.6e6, 'FI'], did: 'trial 35 | page 34 35 36' },
	// Silent for long.
	{ name: 'Gunnar Þórsson', title: 'Forstjóri', company: ['Hraun Kerfi ehf', 'Software', 90, 12e6, 'IS'], did: 'demo 95 | page 94 95 | guide 100' },
	{ name: 'Birgitta Holmgren', title: 'Ekonomichef', company: ['Holmgren Handel AB', 'Retail', 60, 15e6, 'SE'], did: 'open 70 80 90 | click 71' },
	{ name: 'Stine Aagaard', title: 'Assistant to the CEO', company: ['Aagaard Gruppen A/S', 'Finance', 500, 90e6, 'DK'], did: 'guide 4 | page 4 5' },
	{ name: 'Petter Moen', title: 'Product Owner', company: ['Moen Digital AS', 'Software', 30, 3e6, 'NO'], did: 'page 2 9 | open 2 9 16' },
	{ name: 'Liisa Nieminen', title: 'Tutkija', company: ['Järvi Instituutti', 'Research', 75], did: 'guide 6 | comment 6 | page 6', more: { country: 'Finland' } },
	{ name: 'Rune Eide', title: 'Daglig leder', company: ['Eide Fisk AS', 'Seafood', 4, 0.9e6, 'NO'] },
	{ name: 'Anette Hjort', title: 'Marketing Manager', company: ['Hjort Mode ApS', 'Retail', 35, 4e6, 'DK'], did: 'social 2 3 | page 2 3' },
	{ name: 'Sven Nilsson', title: 'Konsult', company: ['Nilsson Råd', 'Consulting', 1, 0.1e6, 'SE'], did: 'form 5 | page 5 6' },
	{ name: 'Emilia Laine', title: 'Sales Manager', company: ['Laine Trade Oy', 'Wholesale', 20, 5e6, 'FI'], did: 'event 30 | open 8' },
	{ name: 'Haraldur Einarsson', title: 'CTO', company: ['Einars Vélar ehf', 'Machinery', 15, 2e6, 'IS'], did: 'pricing 9' },
	// From far away.
	{ name: 'Lucas Ferreira', title: 'Founder', company: ['Nuvem Clara', 'Software', 22, 1.5e6, 'Brazil'], did: 'trial 20 | page 20' },
	// Nothing known but the address.
	{ name: 'Post Mottak', more: { email: 'post@ukjent.example', firstName: undefined, lastName: undefined } },
	{ name: 'Ukendt Besøg', did: 'open 1 2', more: { email: 'kontakt@tomt-felt.example', firstName: '', lastName: '   ', jobTitle: null, companySize: '' } },
	// Values that no form should have let through.
	{ name: 'Jan Olav Ruud', title: 'CEO', company: ['Ruud Maskin AS', 'n/a', 'ca. 50', '12,5 MNOK', 'Norway'], did: 'page 3 4', more: { budget: '20 000', expectedCloseDate: 'soon', productInterest: {} } },
	{
		name: 'Marie Sørlie',
		title: 'Avdelingsleder',
		company: ['Sørlie Helse', 'Healthcare', NaN, null, 'NO'],
		more: { tags: [[], null, 7], adjustments: 'none' },
		moreActivities: (now) => [
			{ type: 'demo_request', at: 'last Tuesday', properties: {} },
			// Still to come, so it does not count yet.
			{ type: 'event_signup', at: new Date(now + 30 * 86_400_000).toISOString(), properties: {} },
			{ type: ' Page_View ', at: now - 86_400_000, properties: {} },
			{ type: 'PRICING_VIEW', at: String(now - 2 * 86_400_000), properties: {} },
		],
	},
	{ name: "O'Neill; DROP TABLE leads;--", title: 'Owner', company: ['Café "Å"', 'Hospitality', 9, 0.4e6, 'DK'], did: 'page 1 1.1', more: { email: 'owner@cafe-aa.example' } },
	{ name: '李 小龍', title: '工程师', company: ['雪 Sapporo ☃', 'Software', 30, 2e6, 'Japan'], did: 'page 3 5', more: { email: 'li.xiaolong@yuki.example' } },
	{ name: 'Nikolai Berg', title: 'Consultant', company: ['Berg Råd', 'Consulting', 11], did: 'page 1 2 3', more: { email: 'made.up.nikolai.berg@outlook.com', country: 'NO' } },
	{ name: 'Oda Vik', title: 'Jusstudent', did: 'careers 3 5 | guide 5', more: { email: 'made.up.oda.vik@hotmail.no', country: 'NO' } },
];

/** Those who never go to sales, however good they look. */
const disqualified: SampleLeadRow[] = [
	// A score of 90, and a competitor.
	{ name: 'Victor Rask', title: 'CPO', company: ['Rivalsuite A/S', 'Software', 140, 22e6, 'DK'], did: 'demo 1 | event 2', closesIn: 40, more: { budget: 40_000, productInterest: ['Automation'], email: 'victor.rask@rivalsuite.example' } },
	{ name: 'Selma Lund', title: 'Analyst', company: ['Lund Innsikt', 'Consulting', 25, 2e6, 'NO'], did: 'guide 1 2 | pricing 1 2', more: { isCompetitor: 'yes' } },
	{ name: 'Tor Arne Fosse', title: 'Daglig leder', company: ['Fosse Data AS', 'Software', 60, 7e6, 'NO'], did: 'page 1 2 3 | reply 4', more: { lifecycleStage: 'Customer' } },
	{ name: 'Annika Bergman', title: 'CFO', company: ['Bergman Invest AB', 'Finance', 150, 60e6, 'SE'], did: 'form 2 | call 3', more: { isCustomer: 1 } },
	{ name: 'Crawl Er', did: `page ${visits(30, 0, 1)} | form 0.5`, more: { email: 'info@sok-robot.example', userAgent: 'Mozilla/5.0 (compatible; FjordBot/3.1; +https://sok-robot.example/bot)' } },
	{ name: 'Asdf Qwer', title: 'CEO', company: ['Asdf', 'Software', 99999, 1e9, 'NO'], did: 'form 1 1 1', more: { email: 'asdf@qwer.example', isBot: true, website: 'http://cheap-pills.example' } },
];

export const sampleLeadRows: readonly SampleLeadRow[] = [...sales, ...nurture, ...cold, ...disqualified];
