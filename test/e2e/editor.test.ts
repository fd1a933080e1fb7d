import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryRoot } from '../../host/repositoryRoot.ts';
import { chainWorkflow } from './chainWorkflow.ts';
import { Editor } from './Editor.ts';
import { sharedHost } from './sharedHost.ts';

const TEMPLATES = readdirSync(join(repositoryRoot, 'workflows')).filter((file) => file.endsWith('.json'));

const LEAD = {
	email: 'anna.berg@fjordlys.no',
	firstName: 'Anna',
	jobTitle: 'Head of Operations',
	companyName: 'Fjordlys AS',
	companySize: 250,
	industry: 'SaaS',
	country: 'Norway',
	activities: [
		{ type: 'demo_request', at: new Date(Date.now() - 2 * 86_400_000).toISOString() },
		{ type: 'pricing_view', at: new Date(Date.now() - 3 * 86_400_000).toISOString() },
	],
};

let host: Awaited<ReturnType<typeof sharedHost>>;
let sample: string;
let editor: Editor;

const open = async (theme: 'light' | 'dark'): Promise<void> => {
	editor = await Editor.open({ ...host, theme });
};

beforeAll(async () => {
	host = await sharedHost();
	sample = join(host.filesFolder, 'sample.json');
	const workflow = chainWorkflow('Score a sample lead', [
		{ name: 'Sample lead', type: 'n8n-nodes-base.set', typeVersion: 3.4, parameters: { mode: 'raw', jsonOutput: JSON.stringify(LEAD), options: {} } },
	]);
	await writeFile(sample, JSON.stringify(workflow));
});

afterEach(() => editor.close());

describe('the nodes panel', () => {
	it.each<['light' | 'dark']>([['light'], ['dark']])('finds both nodes by what people call them and shows their icons (%s)', async (theme) => {
		await open(theme);
		for (const text of ['lead', 'score', 'lead scoring']) expect(await editor.searchNodes(text)).toContain('Lead Score');
		for (const text of ['lead', 'route', 'lead routing']) expect(await editor.searchNodes(text)).toContain('Lead Router');
		await editor.searchNodes('lead');
		await editor.picture(`nodes-panel-${theme}`);
		const icons = await editor.page.$$eval('[data-test-id="node-creator-node-item"] img', (images) =>
			images.map((image) => (image as HTMLImageElement).src),
		);
		const ending = theme === 'dark' ? '.dark.svg' : '.svg';
		expect(icons).toEqual(expect.arrayContaining([expect.stringContaining(`leadScore${ending}`), expect.stringContaining(`leadRouter${ending}`)]));
		expect(await editor.brokenPictures()).toEqual([]);
		expect(editor.faults).toEqual([]);
	}, 60_000);
});

describe('both nodes, added by hand and left as they are', () => {
	it('score a sample lead and send it where it belongs', async () => {
		await open('light');
		await editor.importWorkflow(sample);
		await editor.node('Sample lead').click();
		await editor.addNode('Lead Score');
		await editor.addNode('Lead Router');
		const execution = await host.client.finished(await editor.execute());
		expect(execution).toMatchObject({ status: 'success', error: undefined });
		const [routed] = execution.items('Lead Router', 0);
		expect(routed).toMatchObject({ ...LEAD, leadScore: { band: 'sales', model: { id: 'b2b-saas' } } });

		await editor.openPanel('Lead Score');
		await editor.byTestId('output-panel').getByText('anna.berg@fjordlys.no').first().waitFor();
		await editor.picture('lead-score-template');
		expect(await editor.byTestId('output-panel').innerText()).toContain('band:sales');
		await editor.closePanel();
		await editor.openPanel('Lead Router');
		await editor.byTestId('output-panel').getByText('Sales hand-off').first().waitFor();
		await editor.picture('lead-router');
		await editor.closePanel();
		await editor.picture('canvas-light');
		expect(await editor.brokenPictures()).toEqual([]);
		expect(editor.faults).toEqual([]);
	}, 90_000);
});

describe("the Lead Score node's panel", () => {
	it('shows a model defined without JSON as sentences', async () => {
		await open('light');
		await editor.importWorkflow(sample);
		await editor.node('Sample lead').click();
		await editor.addNode('Lead Score');
		await editor.openPanel('Lead Score');
		await editor.choose('modelSource', 'Define Below');
		await editor.page.waitForTimeout(1000);
		await editor.picture('lead-score-define');
	}, 90_000);
});

describe('a workflow template', () => {
	it.each(TEMPLATES)('%s imports through the editor without a warning', async (file) => {
		await open('light');
		await editor.importWorkflow(join(repositoryRoot, 'workflows', file));
		await editor.page.waitForTimeout(1500);
		await editor.byTestId('zoom-to-fit').click();
		await editor.page.waitForTimeout(800);
		await editor.picture(file.replace('.json', ''));
		expect(await editor.notices()).toEqual([]);
		expect(await editor.byTestId('node-not-installed').count()).toBe(0);
		expect(editor.faults).toEqual([]);
	}, 90_000);
});
