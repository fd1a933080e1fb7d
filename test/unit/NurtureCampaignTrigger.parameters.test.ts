import type { INodeParameters, ITriggerFunctions, WorkflowExecuteMode } from 'n8n-workflow';
import { starterTemplates } from '../../engine';
import { NurtureCampaignTrigger } from '../../nodes/NurtureCampaignTrigger/NurtureCampaignTrigger.node';
import { transitionQueue } from '../../nodes/NurtureCampaignTrigger/queues/transitionQueue';
import { readBands } from '../../nodes/NurtureCampaignTrigger/readBands';
import { readRunOptions } from '../../nodes/NurtureCampaignTrigger/readRunOptions';
import { buildNode } from './executeNode';
import { ask, credentialOf, useLeadStore } from './leadStore';

useLeadStore();

const trigger = new NurtureCampaignTrigger();

function contextOf(parameters: INodeParameters, mode: WorkflowExecuteMode = 'trigger'): ITriggerFunctions {
	const { node } = buildNode(trigger, { parameters });
	const context: Pick<ITriggerFunctions, 'getNode' | 'getMode' | 'getNodeParameter' | 'getCredentials' | 'getWorkflow'> = {
		getNode: () => node,
		getMode: () => mode,
		getCredentials: async () => credentialOf() as never,
		getWorkflow: () => ({ id: 'workflow', name: 'Workflow', active: false }),
		getNodeParameter: (name: string, fallback?: unknown) => (node.parameters[name] ?? fallback) as never,
	};
	return context as ITriggerFunctions;
}

describe('the options', () => {
	const read = (options: INodeParameters) => readRunOptions(contextOf({ options }));

	it('are 10 attempts, a lead in each run and 5 runs at once, unless others are given', () => {
		expect(read({})).toEqual({ maxAttempts: 10, batchSize: 1, concurrency: 5 });
		expect(read({ maxAttempts: 3, batchSize: '20', concurrency: 100 })).toEqual({ maxAttempts: 3, batchSize: 20, concurrency: 100 });
	});

	it.each([[0], [-1], [1.5], [1001], ['many'], [Number.NaN]])('take no %p, with which nothing would ever be given out', (batchSize) => {
		expect(() => read({ batchSize })).toThrow(/'Leads per Execution': expected a whole number, 1 to 1000, got/);
	});

	it('tell all that is wrong with them at once', () => {
		expect(() => read({ maxAttempts: 0, concurrency: 0.5 })).toThrow(/2 of .*'Attempts': expected .*, got 0; 'Runs at Once': expected .*, got 0\.5/);
	});
});

describe('the bands', () => {
	const read = (bands: string, modelId = '') => ask((store) => readBands(contextOf({ event: 'entersBand', bands }), store, modelId));
	const custom = { ...starterTemplates[0]!.model, id: 'custom', bands: [{ id: 'vip', name: 'VIP', min: 50 }, { id: 'rest', name: 'Rest', min: 0 }] };

	it('may be any before the store has a model', async () => {
		expect(await read(' sales , Nurture,')).toEqual(['sales', 'Nurture']);
		await expect(read(' , ')).rejects.toThrow("'Bands' is empty");
	});

	it('must be some that a model has or had, for others would never start the workflow', async () => {
		await ask((store) => store.models.save(starterTemplates[0]!.model, 1));
		await ask((store) => store.models.save(custom, 1));
		expect(await read('sales, disqualified, vip')).toEqual(['sales', 'disqualified', 'vip']);
		await expect(read('sales, Nurture')).rejects.toThrow(/^'Bands' names "Nurture", which no scoring model in the lead store \S+ has\. Give IDs of bands, separated by commas: sales, nurture, cold, disqualified, vip, rest\.$/);
		await expect(read('sales; nurture')).rejects.toThrow('names "sales; nurture"');
		expect(await read('vip', 'custom')).toEqual(['vip']);
		await expect(read('sales', 'custom')).rejects.toThrow("which the scoring model 'custom' does not have");
	});
});

test.each([
	[{ to: ['sales'] }, { from: 'nurture', to: 'sales', score: 74 }],
	[{ to: ['nurture'] }, { from: 'cold', to: 'nurture', score: 54 }],
	[{ from: ['sales'] }, { from: 'sales', to: 'nurture', score: 54 }],
	[{ from: ['nurture'] }, { from: 'nurture', to: 'sales', score: 74 }],
])('the sample of a change of band %j is one, with a score of the band that is entered', async (bands, transition) => {
	const sample = await ask(async (store) => transitionQueue(store, 'consumer', bands, 10).sample(0));
	expect(sample).toMatchObject({ transition, leadScore: { score: transition.score, band: transition.to } });
});

describe('what is wrong', () => {
	const parameters = { event: 'wentQuiet', quietDays: 0 };

	it('is told with the next step in the message to who activates the workflow, and is shown nothing else', async () => {
		await expect(trigger.trigger.call(contextOf(parameters))).rejects.toMatchObject({
			message: "'Days Without Activity' must be above 0. Give a number of days such as 60.",
		});
	});

	it('is told with the next step below, and once, to who tests the trigger in the editor', async () => {
		const { manualTriggerFunction } = await trigger.trigger.call(contextOf(parameters, 'manual'));
		await expect(manualTriggerFunction!()).rejects.toMatchObject({ message: "'Days Without Activity' must be above 0", description: 'Give a number of days such as 60.' });
	});
});
