import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryRoot } from '../../host/repositoryRoot.ts';
import { chainWorkflow } from './chainWorkflow.ts';
import { Editor, type EditorOptions } from './Editor.ts';
import { sharedHost } from './sharedHost.ts';

const TEMPLATES = readdirSync(join(repositoryRoot, 'workflows')).filter((file) => file.endsWith('.json'));

const LEAD = {
	email: 'anna@fjordlys.no',
	jobTitle: 'Head of Operations',
	companySize: 250,
	industry: 'SaaS',
	country: 'Norway',
	activities: [{ type: 'demo_request', at: new Date(Date.now() - 2 * 86_400_000).toISOString() }],
};

/** Two mistakes, far apart. */
const BAD_MODEL = {
	format: 1,
	id: 'my-model',
	name: 'My model',
	version: 1,
	groups: [
		{
			id: 'fit',
			name: 'Fit',
			dimension: 'fit',
			rules: [{ id: 'cto', type: 'attribute', when: { field: 'jobTitle', op: 'is', value: 'CTO' }, points: 30 }],
		},
		{
			id: 'engagement',
			name: 'Engagement',
			dimension: 'engagement',
			rules: [{ id: 'demo', type: 'activity', activity: 'demo_request', per: 'once', points: 'ten' }],
		},
	],
};

let host: Awaited<ReturnType<typeof sharedHost>>;
let sample: string;
let editor: Editor;

const open = async (options: Partial<EditorOptions> = {}): Promise<void> => {
	editor = await Editor.open({ ...host, ...options });
};

/** A sample lead on the canvas, with the nodes added to it from the nodes panel. */
async function addToSample(...nodes: string[]): Promise<void> {
	await editor.newWorkflow();
	await editor.importWorkflow(sample);
	await editor.node('Sample lead').click();
	for (const node of nodes) await editor.addNode(node);
}

const execute = async () => host.client.finished(await editor.execute());

const expectNothingBroken = async (): Promise<void> => {
	expect(await editor.brokenPictures()).toEqual([]);
	expect(editor.faults).toEqual([]);
};

beforeAll(async () => {
	host = await sharedHost();
	sample = join(host.filesFolder, 'sample.json');
	const workflow = chainWorkflow('Score a sample lead', [
		{ name: 'Sample lead', type: 'n8n-nodes-base.set', typeVersion: 3.4, parameters: { mode: 'raw', jsonOutput: JSON.stringify(LEAD), options: {} } },
	]);
	await writeFile(sample, JSON.stringify(workflow));
});

describe('the nodes panel', () => {
	afterEach(() => editor.close());

	it.each(['light', 'dark'] as const)('finds both nodes by what people call them and shows their icons (%s)', async (theme) => {
		await open({ theme });
		for (const text of ['lead', 'score', 'lead scoring']) {
			await editor.searchNodes(text);
			await editor.foundNode('Lead Score').waitFor();
		}
		for (const text of ['lead', 'route', 'score']) {
			await editor.searchNodes(text);
			await editor.foundNode('Lead Router').waitFor();
		}
		const ending = theme === 'dark' ? '.dark.svg' : '.svg';
		for (const [node, icon] of [['Lead Score', 'leadScore'], ['Lead Router', 'leadRouter']] as const) {
			const image = editor.foundNode(node).locator('img').first();
			expect(await image.getAttribute('src')).toMatch(new RegExp(`/${icon}${ending.replaceAll('.', '\\.')}$`));
		}
		await expectNothingBroken();
	}, 120_000);
});

describe('the editor', () => {
	beforeAll(open, 120_000);
	afterAll(() => editor.close());

	it('runs both nodes, added by hand and left as they are, on a sample lead', async () => {
		await addToSample('Lead Score', 'Lead Router');
		const execution = await execute();
		expect(execution).toMatchObject({ status: 'success', error: undefined });
		// In the B2B SaaS template: asked for a demo (35), decision maker (15), core industry (8), right size (8), our market (4) = 70.
		expect(execution.items('Lead Router', 0)).toEqual([
			{ ...LEAD, leadScore: expect.objectContaining({ band: 'sales', model: expect.objectContaining({ id: 'b2b-saas' }) as object }) as object },
		]);

		await editor.openPanel('Lead Score');
		const output = editor.byTestId('output-panel');
		await output.getByText('Schema', { exact: true }).click();
		await output.getByText('leadScore').waitFor();
		await editor.picture('lead-score-template');
		expect(await output.innerText()).toMatch(/band\s+sales/);
		await editor.closePanel();

		await editor.openPanel('Lead Router');
		await output.getByText('Sales hand-off').first().waitFor();
		await editor.picture('lead-router', { height: 1100 });
		await editor.closePanel();
		await expectNothingBroken();
	}, 120_000);

	it('runs Lead Score with the rules of Define Below as they come', async () => {
		await addToSample('Lead Score');
		await editor.openPanel('Lead Score');
		await editor.choose('modelSource', 'Define Below');
		const execution = await execute();
		expect(execution).toMatchObject({ status: 'success', error: undefined });
		const reasons = ['Decision maker', 'Company size', 'Asked for a demo'].map((label) => expect.objectContaining({ label }) as object);
		expect(execution.items('Lead Score')).toEqual([
			{ ...LEAD, leadScore: expect.objectContaining({ contributions: expect.arrayContaining(reasons) as object[] }) as object },
		]);
		await editor.byTestId('output-panel').getByText('Schema', { exact: true }).click();
		await editor.picture('lead-score-define', { height: 1100 });
		await expectNothingBroken();
	}, 120_000);

	it('shows all that is wrong with a model written as JSON', async () => {
		await addToSample('Lead Score');
		await editor.openPanel('Lead Score');
		await editor.choose('modelSource', 'JSON');
		await editor.writeCode('modelJson', JSON.stringify(BAD_MODEL, null, 2));
		const execution = await execute();
		expect(execution.status).toBe('error');
		const output = editor.byTestId('output-panel');
		await output.getByText('groups[0].rules[0].when.op').waitFor();
		await output.getByText('groups[1].rules[0].points: expected a finite number, got "ten"').waitFor();
		await editor.picture('lead-score-json-error');
	}, 120_000);
});

describe('a workflow template', () => {
	beforeAll(() => open({ sharpness: 2 }), 120_000);
	afterAll(() => editor.close());

	it.each(TEMPLATES)('(%s) imports through the editor without a warning', async (file) => {
		await editor.newWorkflow();
		await editor.importWorkflow(join(repositoryRoot, 'workflows', file));
		await editor.showAll();
		// Where there is just one credential that fits, n8n chooses it and says so.
		expect((await editor.notices()).filter((notice) => !notice.startsWith('Credentials auto-added'))).toEqual([]);
		expect(await editor.byTestId('node-not-installed').count()).toBe(0);
		await expectNothingBroken();
		await editor.picture(file.replace('.json', ''), { clip: await editor.extent() });
	}, 120_000);
});
