import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileModel, parseModel, type Activity, type Model, type ScoreResult } from '../../engine';
import { starterTemplates } from '../../engine/scoring/templates/starterTemplates';
import { did, everything, NOW, perfect, scoreWith, times, type Attributes, type TemplateId } from './templateScoring';

function modelOf(template: TemplateId): Model {
	const found = starterTemplates.find(({ id }) => id === template);
	if (!found) throw new Error(`no template ${template}`);
	return found.model;
}
const labels = (result: ScoreResult): string[] => result.contributions.map(({ label }) => label);

describe('every starter template', () => {
	test.each(starterTemplates)('$id is a valid model and plain JSON', ({ id, name, model }) => {
		expect(parseModel(model)).toMatchObject({ ok: true });
		expect(JSON.parse(JSON.stringify(model))).toEqual(model);
		expect(model).toMatchObject({ id, name });
	});

	test.each(starterTemplates)('$id gives every rule a short label that people can read', ({ model }) => {
		for (const { id, label } of model.groups.flatMap(({ rules }) => rules)) {
			expect([id, label]).toEqual([id, expect.stringMatching(/^[A-Z].{3,34}$/)]);
		}
	});

	test.each(starterTemplates)('$id is documented, rule by rule and point by point', ({ name, id, model }) => {
		const docs = readFileSync(join(__dirname, '..', '..', 'docs', 'starter-templates.md'), 'utf8').replaceAll('−', '-');
		const section = docs.split(/^## /m).find((text) => text.startsWith(`${name} (\`${id}\`)`)) ?? '';
		const rows = section.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
		for (const group of model.groups) {
			const most = group.max === undefined ? '' : `, at most ${group.max}`;
			expect(section).toContain(`**${group.name}** (${group.dimension}${most})`);
			for (const rule of group.rules) {
				const points = 'table' in rule ? rule.table.map((row) => row.points) : [rule.points];
				const [, , told = ''] = rows.find(([, label]) => label === rule.label) ?? [];
				for (const each of points) expect([rule.label, told]).toEqual([rule.label, expect.stringMatching(new RegExp(`(^| )${each}($|[ ,])`))]);
			}
		}
	});

	test.each(starterTemplates)('$id nurtures a perfect lead that never did anything', ({ id }) => {
		expect(scoreWith(id, perfect[id])).toMatchObject({ score: 50, fit: 50, engagement: 0, band: 'nurture', grade: 'A3' });
	});

	test.each(starterTemplates)('$id does not hand over a lead without any fit, whatever it clicks', ({ id }) => {
		expect(scoreWith(id, {}, everything)).toMatchObject({ score: 60, fit: 0, engagement: 60, band: 'nurture', grade: 'C1' });
	});

	test.each(starterTemplates)('$id does not hand over a student, not even a perfect one that clicks everything', ({ id }) => {
		const student = scoreWith(id, { ...perfect[id], seniority: 'student' }, everything);
		expect(student.band).toBe('nurture');
		expect(scoreWith(id, { ...perfect[id], jobTitle: 'Masterstudent' }, everything).score).toBeLessThan(70);
		expect(scoreWith(id, { country: 'NO', jobTitle: 'Student' }, everything)).toMatchObject({ band: 'cold' });
	});

	test.each(starterTemplates)('$id hands over a perfect lead that asks, and calls it a revenue lead', ({ id }) => {
		const result = scoreWith(id, perfect[id], [did('demo_request', 2)]);
		expect(result).toMatchObject({ score: 85, band: 'sales', grade: 'A1', segment: 'revenue' });
	});

	test.each(starterTemplates)('$id keeps within the scale', ({ id }) => {
		expect(scoreWith(id, perfect[id], everything)).toMatchObject({ raw: 110, score: 100 });
		expect(scoreWith(id, { jobTitle: 'Student' }, [did('page_view', 70)])).toMatchObject({ score: 0, band: 'cold' });
	});

	test.each(starterTemplates)('$id takes dirty values for what they are: no value', ({ id }) => {
		const dirty = { companySize: 'about 50', annualRevenue: '12,5 MNOK', budget: true, availableCapital: '  ', country: 7 };
		expect(scoreWith(id, { ...dirty, expectedCloseDate: 'soon', productInterest: {}, jobTitle: ['?'] })).toMatchObject({
			score: 0,
			contributions: [],
		});
	});
});

describe('B2B SaaS personas', () => {
	const company = { industry: 'Information technology', companySize: 80, annualRevenue: 12_000_000, country: 'Finland' };
	test.each<[string, Attributes, Activity[], string, string[]]>([
		[
			'a decision maker in a fitting company asks for a demo',
			{ ...company, jobTitle: 'Toimitusjohtaja' },
			[did('demo_request', 1)],
			'sales 70',
			['Asked for a demo', 'Decision maker', 'Core industry', 'Company of the right size'],
		],
		[
			'the same a month later, with nothing since',
			{ ...company, jobTitle: 'Toimitusjohtaja' },
			[did('demo_request', 31)],
			'nurture 53',
			['Asked for a demo', 'Decision maker'],
		],
		[
			'a manager in a fitting company reads and looks at prices',
			{ ...company, jobTitle: 'Markedssjef', productInterest: ['API', 'Analytics'] },
			[...times(3, 'pricing_view', 0), ...times(2, 'guide_download', 0), did('event_signup')],
			'nurture 63',
			['Looked at the prices', 'Manager', 'Downloaded a guide', 'Signed up for an event', 'Interested in what we sell'],
		],
		[
			'somebody in an unknown company starts a trial from a private address',
			{ email: 'someone.made.up@gmail.com', country: 'NO' },
			[did('trial_signup'), ...times(3, 'page_view', 0)],
			'cold 22',
			['Started a trial', 'Private e-mail address'],
		],
		[
			'a good company that has been silent for two months',
			{ ...company, jobTitle: 'CFO' },
			[did('guide_download', 60), did('email_open', 61)],
			'cold 23',
			['Silent for 60 days', 'Decision maker'],
		],
		[
			'a job seeker who reads the vacancies',
			{ ...company, jobTitle: 'Open to work: CTO' },
			[...times(3, 'page_view', 0).map((visit) => ({ ...visit, properties: { url: 'https://x.example/careers/42' } }))],
			'cold 0',
			['Student or job seeker', 'Looked at our vacancies'],
		],
	])('%s', (_, attributes, activities, outcome, reasons) => {
		const result = scoreWith('b2b-saas', attributes, activities);
		expect(`${result.band} ${result.score}`).toBe(outcome);
		expect(labels(result)).toEqual(expect.arrayContaining(reasons));
	});

	test.each([
		[-0.5, 'sales', 70],
		[-0.6, 'nurture', 69],
	])('the edge of sales: 70 by the rules, %d by a person', (points, band, score) => {
		const lead = { attributes: { ...company, jobTitle: 'Owner' }, activities: [did('demo_request')], adjustments: [{ points }] };
		expect(compileModel(modelOf('b2b-saas')).score(lead, NOW)).toMatchObject({ raw: 70 + points, band, score });
	});

	test('a lead in sales stays there until it is more than 5 points below, and never with a first score', () => {
		const { score } = compileModel(modelOf('b2b-saas'));
		const lead = (points: number) => ({ attributes: {}, adjustments: [{ points }] });
		expect(score(lead(65), NOW, 'sales').band).toBe('sales');
		expect(score(lead(64), NOW, 'sales').band).toBe('nurture');
		expect(score(lead(65), NOW).band).toBe('nurture');
	});
});

describe('B2B services and B2C personas', () => {
	test.each<[string, TemplateId, Attributes, Activity[], string, string[]]>([
		[
			'a finance head of a builder asks for a quote',
			'b2b-services',
			{ industry: 'Bygg og anlegg', companySize: 140, country: 'Norge', jobTitle: 'Økonomisjef', budget: 60_000 },
			[did('form_submit', 3, { form: 'Be om tilbud' }), did('phone_call', 1)],
			'sales 80',
			['Asked for a quote', 'Decision maker', 'Talked to us by phone or mail', 'Has a budget'],
		],
		[
			'a team leader in a city administration reads guides',
			'b2b-services',
			{ industry: 'Kommun', companySize: 2_000, country: 'SE', jobTitle: 'Enhetsleder', productInterest: ['Audit'] },
			[...times(2, 'guide_download', 0), did('event_signup'), did('email_reply')],
			'nurture 55',
			['Signed up for an event', 'Downloaded a guide', 'Manager', 'Industry we also serve', 'Needs what we do'],
		],
		[
			'a home owner with the means books a consultation on a kitchen',
			'high-value-b2c',
			{ availableCapital: 40_000, householdIncome: 90_000, homeOwner: true, country: 'SE', productInterest: 'Kitchen', budget: 20_000 },
			[did('demo_request', 4)],
			'sales 72',
			['Booked a consultation', 'Wants what we sell', 'Owns the home', 'Has a budget', 'Capital to invest'],
		],
		[
			'somebody dreams over brochures',
			'high-value-b2c',
			{ country: 'SE', productInterest: ['Boat'] },
			[...times(3, 'guide_download', 0), ...times(12, 'page_view', 2), did('pricing_view')],
			'cold 37',
			['Downloaded a brochure', 'Wants what we sell', 'Ten visits in a month'],
		],
	])('%s', (_, template, attributes, activities, outcome, reasons) => {
		const result = scoreWith(template, attributes, activities);
		expect(`${result.band} ${result.score}`).toBe(outcome);
		expect(labels(result)).toEqual(expect.arrayContaining(reasons));
	});
});
