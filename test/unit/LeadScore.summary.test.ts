import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { compileModel, explainScore, starterTemplates, type Explanation, type ScoreResult } from '../../engine';
import { LeadScore } from '../../nodes/LeadScore/LeadScore.node';
import { executeNode, toItems, type NodeSetup } from './executeNode';

type Told = ScoreResult & { summary?: string; explanation?: Omit<Explanation, 'sentence'> };

const node = new LeadScore();
const asOf = '2026-11-22T08:00:00Z';
const lead = {
	email: 'kari@gmail.com',
	jobTitle: 'CTO',
	activities: [{ type: 'trial_signup', at: '2026-08-31T23:30:00Z' }],
};

async function run(parameters: INodeParameters & { options?: INodeParameters }, setup: Omit<NodeSetup, 'parameters'> = {}): Promise<Told> {
	const { options, ...rest } = parameters;
	const [items = []] = await executeNode(node, toItems(lead as unknown as IDataObject), { ...setup, parameters: { ...rest, options: { scoreAsOf: asOf, ...options } } });
	return items[0]!.json.leadScore as unknown as Told;
}

async function hintsFor(model: object, setup: Omit<NodeSetup, 'parameters'> = {}): Promise<string[]> {
	const hints: string[] = [];
	await executeNode(node, toItems({ email: 'a@b.example' }), { ...setup, onHint: (hint) => hints.push(hint), parameters: { modelSource: 'json', modelJson: JSON.stringify(model) } });
	return hints;
}

describe("Lead Score's option 'Summary'", () => {
	const { model } = starterTemplates[0]!;
	const engineLead = { attributes: lead, activities: lead.activities };
	const result = compileModel(model).score(engineLead, Date.parse(asOf));

	it('adds what the engine explains, as data and as a sentence, in the time zone of the workflow', async () => {
		const { sentence, ...explanation } = explainScore(model, engineLead, result, { timeZone: 'Europe/Oslo' });
		const told = await run({ options: { summary: true } });
		expect(told).toMatchObject({ ...result, summary: sentence, explanation });
		expect(told.summary).toContain('0 of 100 (Not ready): decision maker (+15), started a trial on 1 Sept 2026 (+6.3); against: silent for 60 days (−15), private e-mail address (−10).');
	});

	it('is off unless it is asked for', async () => {
		expect(Object.keys(await run({}))).not.toEqual(expect.arrayContaining(['summary']));
		expect(Object.keys(await run({ options: { locale: 'nb-NO' } }))).not.toEqual(expect.arrayContaining(['explanation']));
	});

	it('explains as well where the list of all reasons is left out', async () => {
		const told = await run({ options: { summary: true, explain: false } });
		expect(told.contributions).toEqual([]);
		expect(told.explanation!.strongestFor).toEqual(result.contributions.filter(({ points }) => points > 0).slice(0, 2));
	});

	it.each([
		['nb_NO', 'on 1. sep. 2026 (+6,3)'],
		['en-US', 'on Sep 1, 2026 (+6.3)'],
	])('writes numbers and dates as in %s', async (locale, told) => {
		expect((await run({ options: { summary: true, locale } })).summary).toContain(told);
	});

	it('refuses a locale that is none, before any lead is scored', async () => {
		await expect(run({ options: { summary: true, locale: 'Norwegian, please' } })).rejects.toMatchObject({
			message: '\'Locale\' is not a locale: "Norwegian, please"',
			description: expect.stringContaining('nb-NO'),
		});
	});
});

describe('hints on the model', () => {
	const rule = (id: string, points: number, value = 'x') => ({ id, label: `Rule <${id}>`, type: 'attribute', when: { field: 'f', op: 'equals', value }, points });
	const modelOf = (rules: object[], more: object = {}) => ({
		format: 1,
		id: 'test',
		name: 'Test',
		version: 1,
		groups: [{ id: 'g', name: 'G', dimension: 'fit', rules }],
		bands: [{ id: 'all', name: 'All', min: 0 }],
		...more,
	});

	it('tell what cannot do what it says, and where', async () => {
		expect(await hintsFor(modelOf([rule('a', 0), rule('b', 5)]))).toEqual([
			'The model has a part that cannot do what it says:<br>\ngroups[0].rules[0]: "Rule &lt;a>" never gives points: it gives 0 points. Mend or remove the rule.',
		]);
	});

	it('are few lines, the rest counted', async () => {
		const [hint = ''] = await hintsFor(modelOf(Array.from({ length: 9 }, (_, index) => rule(`r${index}`, 0))));
		const lines = hint.split('<br>\n');
		expect(lines).toHaveLength(7);
		expect(lines[0]).toBe('The model has 9 parts that cannot do what they say:');
		expect(lines[6]).toBe('… and 4 more.');
	});

	it('are given once, however many leads', async () => {
		const hints: string[] = [];
		const leads = Array.from({ length: 30 }, (_, index) => ({ email: `${index}@b.example` }));
		await executeNode(node, toItems(...leads), { onHint: (hint) => hints.push(hint), parameters: { modelSource: 'json', modelJson: JSON.stringify(modelOf([rule('a', 0)])) } });
		expect(hints).toHaveLength(1);
	});

	it('tell of rules in the form by their reason, without paths', async () => {
		const hints: string[] = [];
		await executeNode(node, toItems({ email: 'a@b.example' }), {
			onHint: (hint) => hints.push(hint),
			parameters: { modelSource: 'define', fitRules: { rules: [{ type: 'attribute', field: 'country', operator: 'equals', value: '', points: 80, label: 'No country' }] }, engagementRules: {} },
		});
		expect(hints).toEqual([expect.stringContaining('"No country" never gives points: a blank text equals nothing')]);
		expect(hints[0]).not.toContain('groups[');
	});

	it.each(starterTemplates)('template $id needs none', async ({ id }) => {
		const hints: string[] = [];
		await executeNode(node, toItems({ email: 'a@b.example' }), { onHint: (hint) => hints.push(hint), parameters: { template: id } });
		expect(hints).toEqual([]);
	});

	it('are not for agents', async () => {
		const hints: string[] = [];
		await executeNode(node, toItems({}), { asTool: true, onHint: (hint) => hints.push(hint), parameters: { lead: { email: 'a@b.example' }, modelSource: 'json', modelJson: JSON.stringify(modelOf([rule('a', 0)])) } });
		expect(hints).toEqual([]);
	});
});
