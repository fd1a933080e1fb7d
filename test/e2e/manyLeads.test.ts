import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compileModel, readLead, starterTemplates } from '../../engine';
import { chainWorkflow, LEAD_ROUTER, LEAD_SCORE, readFileNodes, START, type ChainNode } from './chainWorkflow.ts';
import { sharedHost } from './sharedHost.ts';

const COUNT = 10_000;
const BAD = 6_543;
const NOW = '2026-11-22T09:00:00Z';
const DAY_MS = 86_400_000;
const OUTPUTS = ['sales', 'nurture', 'cold', 'disqualified'];
const ACTIVITIES = ['page_view', 'pricing_view', 'demo_request', 'email_click', 'trial_signup', 'guide_download'];
const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % list.length];

type Item = Record<string, unknown>;

/** A made-up lead, different for each number and always the same. */
const lead = (n: number): Item => ({
	email: `lead${n}@${n % 97 === 0 ? 'gmail.com' : 'example.com'}`,
	jobTitle: pick(['CTO', 'Head of Sales', 'Student', 'Accountant', 'Founder'], n),
	industry: pick(['SaaS', 'Logistics', 'Retail'], n),
	country: pick(['Norway', 'Sweden', 'Brazil'], n >> 1),
	companySize: pick([3, 30, 300, 3000], n >> 2),
	lifecycleStage: n % 41 === 0 ? 'customer' : 'lead',
	activities: Array.from({ length: n % 8 }, (_, k) => ({
		type: pick(ACTIVITIES, n + k),
		at: new Date(Date.parse(NOW) - (k * 5 + (n % 11)) * DAY_MS).toISOString(),
	})),
});

const leads = Array.from({ length: COUNT }, (_, n) => lead(n));
const withOneBad = leads.map((item, n) => (n === BAD ? { ...item, activities: '[{"type":' } : item));

const leadScore = (more: Partial<ChainNode> = {}): ChainNode => ({
	name: 'Lead Score',
	type: LEAD_SCORE,
	parameters: { modelSource: 'template', template: 'b2b-saas', options: { scoreAsOf: NOW, explain: false } },
	...more,
});
const leadRouter: ChainNode = { name: 'Lead Router', type: LEAD_ROUTER, parameters: {} };

let host: Awaited<ReturnType<typeof sharedHost>>;

/** Runs the leads of a file (as `beforeAll` wrote it) through the nodes. */
async function run(name: string, file: string, nodes: ChainNode[]) {
	const workflow = chainWorkflow(name, [...readFileNodes(join(host.filesFolder, file), 'json'), ...nodes]);
	await host.client.saveWorkflow(workflow);
	return host.client.run(workflow.id, START);
}

beforeAll(async () => {
	host = await sharedHost();
	await writeFile(join(host.filesFolder, 'good.json'), JSON.stringify(leads));
	await writeFile(join(host.filesFolder, 'oneBad.json'), JSON.stringify(withOneBad));
}, 60_000);

describe('10,000 leads in one execution', () => {
	it('come out in order, each linked to the item it was, by the outputs of their bands', async () => {
		const execution = await run('Many leads', 'good.json', [leadScore(), leadRouter]);
		expect(execution).toMatchObject({ status: 'success', error: undefined });

		const model = starterTemplates.find(({ id }) => id === 'b2b-saas')?.model;
		if (!model) throw new Error('no such template');
		const { score } = compileModel(model, { explain: false });
		const expected = leads.map((item) => {
			const reading = readLead(item, { format: 'generic', activitiesField: 'activities', adjustmentsField: 'adjustments' });
			if (!reading.ok) throw new Error(reading.message);
			return score(reading.lead, Date.parse(NOW));
		});

		const [scored = []] = execution.nodeRun('Lead Score').outputs;
		expect(scored.map(({ json }) => [json.email, json.leadScore])).toEqual(
			leads.map(({ email }, n) => [email, { ...expected[n], previousBand: null, bandChanged: true }]),
		);
		expect(scored.map(({ pairedItem }) => pairedItem)).toEqual(leads.map((_, item) => ({ item })));

		const routed = execution.nodeRun('Lead Router').outputs;
		expect(routed).toHaveLength(OUTPUTS.length);
		for (const [output, band] of OUTPUTS.entries()) {
			const numbers = expected.flatMap((result, n) => (result.band === band ? [n] : []));
			// A made-up set that leaves an output empty would prove nothing about it.
			expect(numbers.length).toBeGreaterThan(100);
			expect(routed[output]?.map(({ json, pairedItem }) => [json.email, pairedItem])).toEqual(
				numbers.map((item) => [leads[item]?.email, { item }]),
			);
		}
	}, 120_000);

	it('with a bad one among them stop, naming its item', async () => {
		const execution = await run('One bad lead', 'oneBad.json', [leadScore(), leadRouter]);
		expect(execution.status).toBe('error');
		expect(execution.error).toMatch(/The field 'activities' is text that is not valid JSON/);
		const { error } = execution.nodeRun('Lead Score');
		expect(error?.context?.itemIndex).toBe(BAD);
		expect(() => execution.nodeRun('Lead Router')).toThrow('did not run');
	}, 120_000);

	it('with a bad one among them go on without it where the node continues', async () => {
		const execution = await run('Continue', 'oneBad.json', [leadScore({ onError: 'continueRegularOutput' })]);
		expect(execution.status).toBe('success');
		const [items = []] = execution.nodeRun('Lead Score').outputs;
		expect(items).toHaveLength(COUNT);
		expect(items.flatMap(({ json }, n) => ('leadScore' in json ? [] : [n]))).toEqual([BAD]);
		expect(items[BAD]).toMatchObject({
			json: { error: expect.stringMatching(/^The field 'activities' is text/) as string },
			pairedItem: { item: BAD },
		});
	}, 120_000);

	it('with a bad one among them go on to the router, and it leaves by the error output', async () => {
		const execution = await run('Error output', 'oneBad.json', [
			leadScore({ onError: 'continueErrorOutput' }),
			leadRouter,
		]);
		expect(execution.status).toBe('success');
		const [scored = [], failed = []] = execution.nodeRun('Lead Score').outputs;
		expect(scored).toHaveLength(COUNT - 1);
		expect(scored.map(({ json }) => json.email)).toEqual(leads.filter((_, n) => n !== BAD).map(({ email }) => email));
		expect(failed.map(({ json, pairedItem }) => [json.email, pairedItem])).toEqual([[leads[BAD]?.email, { item: BAD }]]);
		const routed = execution.nodeRun('Lead Router').outputs;
		expect(routed.reduce((sum, items) => sum + items.length, 0)).toBe(COUNT - 1);
	}, 120_000);
});

describe('an item that is not a lead', () => {
	it('never leaves the router by a band, whatever the router does with errors', async () => {
		await writeFile(join(host.filesFolder, 'noLead.json'), JSON.stringify([{ hello: 'world' }, { email: 'a@b.no', leadScore: { band: 'sales', score: 70 } }]));
		const execution = await run('No lead', 'noLead.json', [{ ...leadRouter, onError: 'continueErrorOutput' }]);
		expect(execution.status).toBe('success');
		const routed = execution.nodeRun('Lead Router').outputs;
		expect(routed.map((items) => items.map(({ pairedItem }) => pairedItem))).toEqual([[{ item: 1 }], [], [], [], [{ item: 0 }]]);
	}, 60_000);
});

describe('a score on the edge of a band', () => {
	it.each([
		['exactly 70', { points: 70 }, 'sales'],
		['69.5, which rounds to 70', { points: 69.5 }, 'sales'],
		['69.4', { points: 69.4 }, 'nurture'],
		['exactly 50', { points: 50 }, 'nurture'],
		['49.5, which rounds to 50', { points: 49.5 }, 'nurture'],
		['49.4', { points: 49.4 }, 'cold'],
		['90, disqualified', { points: 90, isCustomer: true }, 'disqualified'],
	])('(%s) leaves by the right output', async (name, { points, ...more }, band) => {
		await writeFile(join(host.filesFolder, 'edge.json'), JSON.stringify([{ email: 'edge@example.com', adjustments: [{ points }], ...more }]));
		const modelJson = {
			format: 1,
			id: 'edge',
			name: 'Edge',
			version: 1,
			groups: [],
			disqualify: [{ id: 'customer', when: { field: 'isCustomer', op: 'equals', value: true } }],
		};
		const execution = await run(`Edge ${name}`, 'edge.json', [
			leadScore({ parameters: { modelSource: 'json', modelJson: JSON.stringify(modelJson) } }),
			leadRouter,
		]);
		expect(execution).toMatchObject({ status: 'success', error: undefined });
		expect(OUTPUTS.map((_, output) => execution.items('Lead Router', output).length)).toEqual(
			OUTPUTS.map((output) => (output === band ? 1 : 0)),
		);
	}, 60_000);
});
