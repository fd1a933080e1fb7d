import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { resources } from '../../nodes/LeadStore/resources';
import { LeadStore } from '../../nodes/LeadStore/LeadStore.node';
import { buildNode } from '../unit/executeNode';
import { chainWorkflow } from './chainWorkflow.ts';
import { Editor } from './Editor.ts';
import { sharedHost } from './sharedHost.ts';

const CREDENTIAL = 'Editor store';
const LEAD = {
	email: 'anna@fjordlys.no',
	jobTitle: 'Head of Operations',
	companySize: 250,
	industry: 'SaaS',
	country: 'Norway',
	activities: [{ type: 'demo_request', at: new Date(Date.now() - 2 * 86_400_000).toISOString() }],
};

const store = new LeadStore();
/** The labels that the panel of an operation has, by the node's description. */
function labelsOf(resource: string, operation: string): string[] {
	const shown = Object.keys(buildNode(store, { parameters: { resource, operation } }).node.parameters);
	return shown.map((name) => store.description.properties.find((property) => property.name === name)!.displayName);
}

let host: Awaited<ReturnType<typeof sharedHost>>;
let editor: Editor;
let sample: string;

const execute = async () => host.client.finished(await editor.execute());

/** A sample lead on the canvas, selected, so that the next node is added to it. */
async function openSample(): Promise<void> {
	await editor.newWorkflow();
	await editor.importWorkflow(sample);
	await editor.node('Sample lead').click();
}

async function addLeadScore(): Promise<void> {
	await openSample();
	await editor.addNode('Lead Score');
	await editor.openPanel('Lead Score');
	await editor.choose('keepStateIn', 'Lead Store');
	await editor.chooseCredential(CREDENTIAL);
}

beforeAll(async () => {
	host = await sharedHost();
	// Two, so that it is the user who chooses.
	for (const name of [CREDENTIAL, `${CREDENTIAL}, another`]) await host.client.credential(name, 'leadStoreApi', { backend: 'sqlite', name: name.replaceAll(/\W+/g, '-') });
	sample = join(host.filesFolder, 'sample-for-the-store.json');
	const workflow = chainWorkflow('Keep a sample lead', [
		{ name: 'Sample lead', type: 'n8n-nodes-base.set', typeVersion: 3.4, parameters: { mode: 'raw', jsonOutput: JSON.stringify(LEAD), options: {} } },
	]);
	await writeFile(sample, JSON.stringify(workflow));
	editor = await Editor.open(host);
}, 120_000);
afterAll(() => editor.close());
afterEach(() => expect(editor.faults).toEqual([]));

describe('Lead Store in the editor', () => {
	it('records an activity into the store that the user chooses, and shows what came of it', async () => {
		await openSample();
		const node = await editor.addAction('Lead Store', 'Record activities');
		await editor.chooseCredential(CREDENTIAL);
		const execution = await execute();
		expect(execution).toMatchObject({ status: 'success', error: undefined });
		expect(execution.items(node)).toEqual([
			{ key: LEAD.email, leadStore: expect.objectContaining({ received: 1, recorded: 1, refused: 0, leads: [LEAD.email] }) as object },
		]);
		const output = editor.byTestId('output-panel');
		await output.getByText('Schema', { exact: true }).click();
		await output.getByText('recorded').waitFor();
		await editor.picture('lead-store-record');
		expect(await output.innerText()).toMatch(/key\s+anna@fjordlys\.no/);
	}, 180_000);

	it('shows the fields of each operation', async () => {
		await openSample();
		await editor.addAction('Lead Store', 'Create or update a lead');
		const panel = editor.byTestId('node-parameters');
		for (const { option, operations } of resources) {
			await editor.choose('resource', option.name);
			for (const operation of operations) {
				await editor.choose('operation', operation.option.name);
				for (const label of labelsOf(option.value, operation.option.value)) await panel.getByText(label, { exact: true }).first().waitFor();
			}
		}
	}, 600_000);
});

describe('Lead Score in the editor, with the Lead Store', () => {
	it('scores the sample with what is known of it, and saves the score', async () => {
		await addLeadScore();
		const execution = await execute();
		expect(execution).toMatchObject({ status: 'success', error: undefined });
		expect(execution.items('Lead Score')).toEqual([
			{ ...LEAD, leadScore: expect.objectContaining({ key: LEAD.email, band: 'sales', bandChanged: true }) as object },
		]);
		await editor.byTestId('output-panel').getByText('Schema', { exact: true }).click();
		await editor.picture('lead-score-lead-store', { height: 900 });
	}, 180_000);

	it('offers to score the leads of the store, and tells them from the summary', async () => {
		await addLeadScore();
		await editor.choose('leadsFrom', 'Lead Store: Due for Review');
		const execution = await execute();
		expect(execution).toMatchObject({ status: 'success', error: undefined });
		const [, summary] = execution.nodeRun('Lead Score').outputs;
		expect(summary?.map(({ json }) => json)).toEqual([expect.objectContaining({ scored: expect.any(Number) as number, model: expect.objectContaining({ id: 'b2b-saas' }) as object })]);
		await editor.byTestId('output-panel').getByText('Summary').first().waitFor();
	}, 180_000);
});

describe('Nurture Campaign Trigger in the editor', () => {
	beforeEach(async () => {
		await editor.newWorkflow();
		// n8n leaves the last word away where triggers are chosen.
		await editor.addAction('Nurture Campaign', 'On campaign step due');
		await editor.chooseCredential(CREDENTIAL);
	});

	it('shows its events and where its campaign comes from', async () => {
		const panel = editor.byTestId('node-parameters');
		await panel.getByText('Starter Campaign', { exact: true }).waitFor();
		await editor.picture('nurture-campaign-trigger');
		await editor.choose('event', 'Lead Enters Band');
		await panel.getByText('Bands', { exact: true }).waitFor();
	}, 180_000);

	it('says in its list how to save a campaign where the store has none', async () => {
		await editor.choose('campaignSource', 'Lead Store');
		await editor.byTestId('rlc-input').click();
		const told = await editor.byTestId('rlc-error-container').innerText();
		expect(told.replaceAll('\u2011', '-')).toContain('The lead store "Editor-store" has no campaign yet. Save one first');
	}, 180_000);

	it('tells what is wrong with its campaign once, and where', async () => {
		await editor.choose('campaignSource', 'Define Below');
		await editor.byTestId('parameter-input-campaignName').locator('input').fill(' ');
		expect(await execute()).toMatchObject({ status: 'error' });
		const output = editor.byTestId('output-panel');
		await output.getByText('The campaign defined here has a problem', { exact: true }).waitFor();
		expect((await output.innerText()).match(/Mend these places:\s*Name: expected/g)).toHaveLength(1);
	}, 180_000);
});
