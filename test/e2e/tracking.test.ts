import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Request } from 'playwright-core';
import { bindCredentials } from '../../host/bindCredentials.ts';
import { browser as userAgent } from '../../host/demo/sendVisits.ts';
import type { N8nWorkflow } from '../../host/N8nWorkflow.ts';
import { repositoryRoot } from '../../host/repositoryRoot.ts';
import { chainWorkflow, START } from './chainWorkflow.ts';
import { launchChromium } from './launchChromium.ts';
import { sharedHost } from './sharedHost.ts';
import { TestSite } from './TestSite.ts';

let host: Awaited<ReturnType<typeof sharedHost>>;
let leadStoreApi: { id: string; name: string };
let site: TestSite;
let chromium: Browser;

/** Types of what a lead is known to have done, the first first. */
async function typesOf(lead: string): Promise<unknown[]> {
	const read = chainWorkflow('Read activities', [
		{ name: 'Activities', type: 'n8n-nodes-lead-scoring.leadStore', parameters: { resource: 'activity', operation: 'getMany', lead, returnAll: true } },
	]);
	await host.client.saveWorkflow(bindCredentials(read, { leadStoreApi }));
	const execution = await host.client.run(read.id, START);
	return execution.error === undefined ? execution.items('Activities').map(({ type }) => type).reverse() : [];
}

/** A browser of its own, whose requests to the webhook are counted; `settled` waits until all of them are answered. */
async function visitor(as?: string) {
	const page = await (await chromium.newContext(as === undefined ? {} : { userAgent: as })).newPage();
	let [sent, answered] = [0, 0];
	const isVisit = (request: Request): number => (request.url().includes('/webhook/') ? 1 : 0);
	const onAnswer = (request: Request) => (answered += isVisit(request));
	page.context().on('request', (request) => (sent += isVisit(request)));
	page.context().on('requestfinished', onAnswer);
	page.context().on('requestfailed', onAnswer);
	const settled = async (): Promise<number> => {
		await page.waitForTimeout(300);
		while (answered < sent) await page.waitForTimeout(100);
		return sent;
	};
	const id = () => page.evaluate(() => localStorage.getItem('lead-visitor'));
	return { page, settled, id };
}

beforeAll(async () => {
	host = await sharedHost();
	const name = 'Store of the tracking test';
	leadStoreApi = { name, id: await host.client.credential(name, 'leadStoreApi', { backend: 'sqlite', name: 'tracking-test' }) };
	const file = join(repositoryRoot, 'workflows', 'track-website-visits-and-identify-leads.json');
	const workflow = JSON.parse(await readFile(file, 'utf8')) as N8nWorkflow;
	await host.client.saveWorkflow(bindCredentials(workflow, { leadStoreApi }));
	await host.client.publish(workflow.id);
	site = await TestSite.start(`${host.url}/webhook/visits`);
	chromium = await launchChromium();
}, 300_000);

afterAll(async () => {
	await chromium.close();
	await site.stop();
});

test('nothing is sent or kept without consent, nor after it is taken back', async () => {
	const { page, settled, id } = await visitor(userAgent);
	await page.goto(site.url);
	await page.goto(`${site.url}/pricing`);
	await page.fill('[name=email]', 'ola@fjordlys.no');
	await page.click('form button');
	await page.waitForURL(/thanks/);
	expect([await settled(), await id(), await typesOf('ola@fjordlys.no')]).toEqual([0, null, []]);

	await page.click('#agree');
	expect(await settled()).toBe(1);
	await page.click('#refuse');
	await page.goto(`${site.url}/pricing`);
	expect([await settled(), await id()]).toEqual([1, null]);
}, 120_000);

test('an unknown visitor becomes a lead with all visits by a form, and no second person in the same browser does', async () => {
	const { page, settled, id } = await visitor(userAgent);
	await page.goto(site.url);
	await page.click('#agree');
	await page.goto(`${site.url}/pricing?utm_source=news`);
	await settled();
	const key = `visitor:${await id()}`;
	expect((await typesOf(key)).sort()).toEqual(['page_view', 'pricing_view']);

	const fillIn = async (email: string) => {
		await page.fill('[name=email]', email);
		await page.click('form button');
		await page.waitForURL(/thanks/);
		await settled();
	};
	await fillIn('anna@fjordlys.no');
	const all = ['form_submit', 'page_view', 'page_view', 'pricing_view'];
	expect((await typesOf('anna@fjordlys.no')).sort()).toEqual(all);

	await fillIn('bo@fjordlys.no');
	expect(await typesOf('bo@fjordlys.no')).toEqual(['form_submit']);
	expect(await typesOf(key)).toEqual(await typesOf('anna@fjordlys.no'));
}, 120_000);

test('what a bot reads is left out', async () => {
	// This browser itself says that it has no window.
	const { page, settled, id } = await visitor();
	await page.goto(site.url);
	await page.click('#agree');
	expect(await settled()).toBe(1);
	expect(await typesOf(`visitor:${await id()}`)).toEqual([]);
}, 120_000);
