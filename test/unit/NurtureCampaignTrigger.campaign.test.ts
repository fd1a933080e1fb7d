import type { IGetNodeParameterOptions, INodeParameters, ITriggerFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { parseCampaign, starterCampaigns } from '../../engine';
import { defineCampaign, type CampaignForm } from '../../nodes/NurtureCampaignTrigger/campaign/defineCampaign';
import { readCampaign } from '../../nodes/NurtureCampaignTrigger/campaign/readCampaign';
import { NurtureCampaignTrigger } from '../../nodes/NurtureCampaignTrigger/NurtureCampaignTrigger.node';
import { LeadStoreError } from '../../store';
import { buildNode } from './executeNode';
import { ask, useLeadStore } from './leadStore';

useLeadStore();

const trigger = new NurtureCampaignTrigger();

/** What the node reads, with the defaults that n8n fills in. */
function contextOf(parameters: INodeParameters): ITriggerFunctions {
	const { node } = buildNode(trigger, { parameters });
	const context: Pick<ITriggerFunctions, 'getNode' | 'getMode' | 'getTimezone' | 'getNodeParameter'> = {
		getNode: () => node,
		getMode: () => 'manual',
		getTimezone: () => 'Europe/Oslo',
		getNodeParameter: (name: string, fallback?: unknown, { extractValue = false }: IGetNodeParameterOptions = {}) => {
			const value = node.parameters[name] ?? fallback;
			return (extractValue && typeof value === 'object' && value !== null && 'value' in value ? value.value : value) as never;
		},
	};
	return context as ITriggerFunctions;
}

const read = (parameters: INodeParameters) => ask((store) => readCampaign(contextOf(parameters), store));

async function failureOf(parameters: INodeParameters): Promise<NodeOperationError> {
	const error = await read(parameters).catch((cause: unknown) => cause);
	if (error instanceof NodeOperationError) return error;
	throw new Error('it was read');
}

const saved = () => ask(async (store) => (await store.campaigns.list()).map(({ campaign, active }) => `${campaign.id} ${campaign.version}${active ? ' runs' : ''}`));

const define = (form: Partial<CampaignForm> = {}) => defineCampaign({ name: 'Warm-up', steps: [{ subject: 'Hello' }], rules: {}, ...form }, 'Europe/Oslo');
const idOf = (name: string): string => String(define({ name }).id);

describe('the form', () => {
	it('makes a campaign that parses as it is, with all that the fields promise', async () => {
		const { campaign } = await read({ campaignSource: 'define' });
		expect(campaign).toMatchObject({ id: 'my-nurture-campaign', version: 1, enter: { bands: ['nurture'] }, goal: { bands: ['sales'] }, exit: { bands: ['cold'] } });
		expect(campaign.steps.map(({ id, afterDays }) => [id, afterDays])).toEqual([['step-1', 0], ['step-2', 3]]);
		expect(campaign.steps[1]).toMatchObject({ unless: { activity: ['email_reply', 'meeting_booked'], sincePreviousStep: true } });
		expect(campaign.window).toBeUndefined();
	});

	it('makes of each rule what it says', () => {
		const json = define({
			steps: [{ id: ' guide ', afterDays: 1.5, subject: 'One', secondSubject: 'Two', body: 'Text', linkUrl: '', linkText: '', unless: '' }],
			rules: {
				enterBands: 'warm, mild',
				goalBands: '',
				exitBands: 'cold,gone',
				holdoutPercent: 10,
				messages: 2,
				reenterAfterDays: 90,
				days: ['mon'],
				from: '08:00',
				to: '17:00',
				skip: '2026-12-24, 2026-12-25',
				timeZone: '',
				timeZoneField: 'timeZone',
			},
		});
		expect(json).toEqual({
			format: 1,
			id: 'warm-up',
			name: 'Warm-up',
			version: 1,
			enter: { bands: ['warm', 'mild'] },
			exit: { bands: ['cold', 'gone'] },
			reenterAfterDays: 90,
			holdoutPercent: 10,
			window: { days: ['mon'], from: '08:00', to: '17:00', skip: ['2026-12-24', '2026-12-25'], timeZoneField: 'timeZone', timeZone: 'Europe/Oslo' },
			atMost: { messages: 2, perDays: 7 },
			steps: [{ id: 'guide', afterDays: 1.5, content: { subject: 'One', body: 'Text' }, variants: [{ id: 'a', weight: 1 }, { id: 'b', weight: 1, content: { subject: 'Two' } }] }],
		});
		expect(parseCampaign(json).ok).toBe(true);
	});

	it.each([
		['Warm-up 50–70', 'warm-up-50-70'],
		['  Über uns!  ', 'uber-uns'],
		['WARM-UP 50–70', 'warm-up-50-70'],
	])('gives %j the id %j', (name, id) => expect(idOf(name)).toBe(id));

	it('gives each name always the same id, and another to another name', () => {
		const names = ['Прогрев', 'Подогрев', '温め', 'Grønn', 'Gr nn', '…', `${'a'.repeat(70)} one`, `${'a'.repeat(70)} two`];
		const ids = names.map(idOf);
		expect(ids).toEqual(names.map(idOf));
		expect(new Set(ids).size).toBe(names.length);
		for (const id of ids) expect(id).toMatch(/^[a-z0-9-]{1,64}$/);
	});

	it('tells every problem at once, each in the words of the form', async () => {
		const error = await failureOf({
			campaignSource: 'define',
			campaignName: ' ',
			steps: { steps: [{ afterDays: 0, subject: 'Hello', id: 'a b' }, { afterDays: -1, subject: 'Again', id: 'again', unless: 'not an id' }] },
			rules: { enterBands: '', from: '25:00', to: '17:00', timeZone: 'Oslo', skip: 'Christmas', messages: 0, holdoutPercent: 120, goalBands: 'sales', exitBands: 'sales' },
		});
		expect(error.message).toMatch(/^The campaign defined here has \d+ problems$/);
		const places = String(error.description).split('<br>\n').slice(1).map((line) => line.split(': ')[0]);
		expect(new Set(places)).toEqual(
			new Set(['Name', 'Step 1 › Step ID', 'Step 2 › Days After', 'Rules › Enroll From Bands', 'Rules › Send From', 'Rules › Time Zone', 'Rules › Not on These Days', 'Rules › Messages at Most', 'Rules › Hold Out (Percent)', 'Rules › Leave With Bands']),
		);
	});

	it('needs a step', async () => {
		const error = await failureOf({ campaignSource: 'define', steps: {} });
		expect(error.description).toContain('Steps: ');
	});

	it('makes a new version when it is changed, and none when it is not', async () => {
		const form = (subject: string): INodeParameters => ({ campaignSource: 'define', campaignName: 'Drip', steps: { steps: [{ afterDays: 0, subject }] } });
		for (const subject of ['One', 'One', 'Two']) await ask(async (store) => (await readCampaign(contextOf(form(subject)), store)).save(Date.now()));
		expect(await saved()).toEqual(['drip 2 runs', 'drip 1']);
	});
});

describe('the other places', () => {
	it('a starter campaign is the one to begin with', async () => {
		const { campaign } = await read({});
		expect(campaign).toEqual(starterCampaigns[0]!.campaign);
		expect(await failureOf({ template: 'spring' })).toMatchObject({ message: "There is no starter campaign 'spring'", description: 'Choose one of: warm-up-50-70.' });
	});

	it('JSON is checked, and says where it is wrong', async () => {
		expect(await failureOf({ campaignSource: 'json', campaignJson: ' ' })).toMatchObject({ message: "'Campaign JSON' is empty", description: 'Put the JSON there, or choose where else it comes from.' });
		expect(await failureOf({ campaignSource: 'json', campaignJson: '[]' })).toMatchObject({ message: "The campaign in 'Campaign JSON' has a problem", description: expect.stringMatching(/^Mend these places:<br>\nexpected an object/) as string });
		expect((await failureOf({ campaignSource: 'json', campaignJson: '{' })).message).toBe("'Campaign JSON' is not valid JSON");
		const error = await failureOf({ campaignSource: 'json', campaignJson: '{"format":1,"id":"x","name":"X","version":1,"enter":{"bands":[]},"steps":[]}' });
		expect(error.message).toBe("The campaign in 'Campaign JSON' has 2 problems");
		expect(error.description).toMatch(/enter\.bands: .*steps: /s);
	});

	it('the store has what somebody saved there', async () => {
		const campaign = starterCampaigns[0]!.campaign;
		const parameters = { campaignSource: 'store', campaignId: { __rl: true, mode: 'list', value: campaign.id } };
		await expect(read(parameters)).rejects.toThrow(LeadStoreError);
		await ask((store) => store.campaigns.save(campaign, Date.now()));
		expect((await read(parameters)).campaign).toEqual(campaign);
	});
});
