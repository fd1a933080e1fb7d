import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import hoodiecrow from 'hoodiecrow-imap';
import type { Browser } from 'playwright-core';
import { bindCredentials } from '../../host/bindCredentials.ts';
import { freePort } from '../../host/freePort.ts';
import { localHttp } from '../../host/localHttp.ts';
import type { N8nWorkflow } from '../../host/N8nWorkflow.ts';
import { repositoryRoot } from '../../host/repositoryRoot.ts';
import { openLeadRepository, type LeadRepository } from '../../store';
import { campaignOf } from './campaignOf.ts';
import { launchChromium } from './launchChromium.ts';
import { MailServer } from './MailServer.ts';
import { sharedHost } from './sharedHost.ts';

const STORE = 'campaign-mails-test';
const RECORD = 'record-opens-clicks-replies-and-unsubscribes';
const account = { user: 'sales@leadworks.example', password: 'secret' };
const campaign = campaignOf('mails', {
	steps: [{ id: 'one', afterDays: 0, content: { subject: 'The guide', body: 'Here it is.', linkUrl: 'https://www.leadworks.example/guide', linkText: 'Read it' } }],
});

/** A mail as servers hand it on, with the headers that they are told apart by. */
const mailFrom = (from: string, headers: readonly string[], body: string): string =>
	[
		`From: ${from}`,
		`To: ${account.user}`,
		'Subject: Re: The guide',
		`Message-ID: <${Math.random()}@mail.example>`,
		`Date: ${new Date().toUTCString()}`,
		'MIME-Version: 1.0',
		...headers,
		'',
		body,
	].join('\r\n');

/** As Postfix reports a mail that it could not deliver. */
const bounceOf = (address: string): string =>
	mailFrom(
		'Mail Delivery System <MAILER-DAEMON@mail.example>',
		['Auto-Submitted: auto-replied', 'Content-Type: multipart/report; report-type=delivery-status; boundary="B"'],
		[
			'--B',
			'Content-Description: Notification',
			'Content-Type: text/plain; charset=us-ascii',
			'',
			'I am sorry to have to inform you that your message could not be delivered.',
			'',
			'--B',
			'Content-Description: Delivery report',
			'Content-Type: message/delivery-status',
			'',
			'Reporting-MTA: dns; mail.example',
			'',
			`Final-Recipient: rfc822; ${address}`,
			'Action: failed',
			'Status: 5.1.1',
			'Diagnostic-Code: smtp; 550 5.1.1 No such user',
			'',
			'--B--',
			'',
		].join('\r\n'),
	);

describe('the mails of a campaign', () => {
	let host: Awaited<ReturnType<typeof sharedHost>>;
	let store: LeadRepository;
	let mail: MailServer;
	let chromium: Browser;
	/** What was asked of the server that stands for Mailgun. */
	const asked: { url: string; authorization: string; form: FormData }[] = [];
	let mailgun: Server;
	const published: string[] = [];
	const mailbox = hoodiecrow({ plugins: ['ID', 'IDLE', 'NAMESPACE', 'ENABLE', 'LITERALPLUS', 'UIDPLUS'], users: { [account.user]: { password: account.password } }, storage: { INBOX: {} } });

	const suppressed = async (key: string) => (await store.leads.get(key))?.suppressed;
	const typesOf = async (key: string) => (await store.activities.list(key, { after: null, limit: 100 })).rows.map(({ type }) => type);

	async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
		const deadline = Date.now() + 60_000;
		while (!(await holds())) {
			if (Date.now() > deadline) throw new Error(`After a minute it still does not hold: ${what}`);
			await sleep(100);
		}
	}

	/** One for each template, so that one can lose its store. */
	const storeCredential = async (name: string, data: Record<string, unknown> = { backend: 'sqlite', name: STORE }) => ({ id: await host.client.credential(name, 'leadStoreApi', data), name });

	/** A template whose nodes have their credentials, and other parameters where `change` says so. */
	async function publish(file: string, change: (node: N8nWorkflow['nodes'][number]) => object): Promise<void> {
		const template = JSON.parse(await readFile(join(repositoryRoot, 'workflows', `${file}.json`), 'utf8')) as N8nWorkflow;
		const bound = bindCredentials(template, {
			leadStoreApi: await storeCredential(file),
			smtp: { id: await host.client.credential(STORE, 'smtp', { host: '127.0.0.1', port: mail.port, secure: false, disableStartTls: true }), name: STORE },
		});
		await host.client.saveWorkflow({ ...bound, nodes: bound.nodes.map((node) => ({ ...node, ...change(node) })) });
		await host.client.publish(bound.id);
		published.push(bound.id);
	}

	async function mailTo(key: string): Promise<string> {
		await store.leads.upsert([{ key, attributes: { email: key, firstName: 'Kari' }, consent: 'granted' }], Date.now());
		await store.campaigns.enroll(campaign.id, [key], Date.now());
		await until('the mail', () => mail.taken.some(({ to }) => to === key));
		// Long lines are folded in a mail's text.
		return mail.taken.find(({ to }) => to === key)!.text.replace(/=\r?\n/g, '').replace(/=3D/g, '=');
	}

	beforeAll(async () => {
		host = await sharedHost();
		mail = await MailServer.start();
		chromium = await launchChromium();
		await new Promise<void>((resolve) => mailbox.listen(0, '127.0.0.1', resolve));
		const { port } = mailbox.server.address() as AddressInfo;
		const imap = { id: await host.client.credential(STORE, 'imap', { ...account, host: '127.0.0.1', port, secure: false }), name: STORE };
		mailgun = createServer(host.certificate, async (request, response) => {
			const { url = '', headers } = request;
			const body = Buffer.concat(await request.toArray());
			asked.push({ url, authorization: headers.authorization ?? '', form: await new Response(body, { headers: { 'Content-Type': headers['content-type'] ?? '' } }).formData() });
			response.setHeader('Content-Type', 'application/json').end('{"id":"<1@mg.leadworks.example>","message":"Queued. Thank you."}');
		});
		await new Promise<void>((resolve) => mailgun.listen(0, '127.0.0.1', resolve));
		const mailgunData = { apiDomain: `127.0.0.1:${(mailgun.address() as AddressInfo).port}`, emailDomain: 'mg.leadworks.example', apiKey: 'key' };
		const mailgunApi = { id: await host.client.credential(STORE, 'mailgunApi', mailgunData), name: STORE };
		const changes: Record<string, object> = {
			'n8n-nodes-base.emailReadImap': { disabled: false, credentials: { imap } },
			// Of the CRM.
			'n8n-nodes-base.dataTable': { disabled: true },
			'n8n-nodes-lead-scoring.nurtureCampaignTrigger': { parameters: { event: 'stepDue', campaignSource: 'json', campaignJson: JSON.stringify(campaign), options: {} } },
			'n8n-nodes-base.mailgun': { disabled: false, credentials: { mailgunApi } },
		};
		for (const file of [RECORD, 'nurture-leads-between-50-and-70']) await publish(file, ({ type }) => changes[type] ?? {});
		store = await openLeadRepository({ backend: 'sqlite', name: STORE, folder: join(host.userFolder, '.n8n', 'lead-store') });
	}, 300_000);
	afterAll(async () => {
		// Ends the connection to the mailbox as well.
		for (const id of published) await host.client.unpublish(id);
		await store?.close();
		await chromium?.close();
		await mail?.down();
		mailgun?.closeAllConnections();
		await new Promise((resolve) => (mailgun ? mailgun.close(resolve) : resolve(null)));
		await new Promise<void>((resolve) => mailbox.close(resolve));
	});

	it('unsubscribe whoever presses the button on the page that their link opens, and nobody for opening it', async () => {
		const key = 'kari@fjordlys.example';
		const [link = ''] = /http\S+nurture-unsubscribe\S+/.exec(await mailTo(key)) ?? [];
		expect((await localHttp(link).get('')).status).toBe(200);

		const page = await (await chromium.newContext({ viewport: { width: 800, height: 500 } })).newPage();
		await page.goto(link);
		await page.waitForTimeout(500);
		expect(await suppressed(key)).toBeNull();
		await page.getByRole('button', { name: /unsubscribe/i }).click();
		await page.getByText('You will get no more mails from us').waitFor();
		expect(await suppressed(key)).toBe('unsubscribed');
	}, 120_000);

	it.each([
		['is cut off', (link: string) => link.slice(0, -5)],
		['is changed', (link: string) => link.replace(/t=..../, 't=AAAA')],
		['has lost its token', (link: string) => link.replace(/\?.*/, '')],
		['has two', (link: string) => `${link}&t=made-up`],
	])('say of a link that %s what to do, without a button, and unsubscribe nobody by it', async (what, spoil) => {
		const key = `${what.replaceAll(' ', '-')}@fjordlys.example`;
		const [link = ''] = /http\S+nurture-unsubscribe\S+/.exec(await mailTo(key)) ?? [];
		const page = await chromium.newPage();
		expect((await page.goto(spoil(link)))?.status()).toBe(404);
		expect(await page.locator('body').innerText()).toMatch(/^This link is not complete\n.*Open it once more from the mail itself, or answer the mail/s);
		expect(await page.getByRole('button').count()).toBe(0);
		expect((await localHttp(spoil(link)).post('', 'List-Unsubscribe=One-Click', { validateStatus: () => true })).status).toBe(404);
		expect(await suppressed(key)).toBeNull();
	}, 120_000);

	it('carry the headers of one click where a mail service sends them', async () => {
		const key = 'ida@fjordlys.example';
		const [link = ''] = /http\S+nurture-unsubscribe\S+/.exec(await mailTo(key)) ?? [];
		await until('Mailgun is asked', () => asked.some(({ form }) => form.get('to') === key));
		const { url, authorization, form } = asked.find((request) => request.form.get('to') === key)!;
		expect(url).toBe('/v3/mg.leadworks.example/messages');
		expect(authorization).toBe(`Basic ${Buffer.from('api:key').toString('base64')}`);
		expect(Object.fromEntries(form)).toMatchObject({
			from: 'Leadworks <hello@leadworks.example>',
			subject: 'The guide',
			text: expect.stringContaining(link) as string,
			'h:List-Unsubscribe': `<${link}>`,
			'h:List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
		});

		// As the mail program's own button does it (RFC 8058).
		const address = String(form.get('h:List-Unsubscribe')).slice(1, -1);
		expect((await localHttp(address).post('', 'List-Unsubscribe=One-Click')).status).toBe(200);
		await until('the lead is suppressed', async () => (await suppressed(key)) === 'unsubscribed');
	}, 120_000);

	it('are reported on again where the store was away, and what is reported twice counts once', async () => {
		const [bounces, opens] = ['bounces@fjordlys.example', 'opens@fjordlys.example'];
		for (const key of [bounces, opens]) await mailTo(key);
		const report = () =>
			localHttp(host.url).post('/webhook/nurture-reports', [
				{ email: bounces, event: 'bounce', id: 'r1' },
				{ email: opens, event: 'open', id: 'r2' },
				{ email: 'nobody@elsewhere.example', event: 'open', id: 'r3' },
				{ email: 'a\u0000b', event: 'open', id: 'r4' },
			], { validateStatus: () => true });
		await storeCredential(RECORD, { backend: 'postgres', host: '127.0.0.1', port: await freePort(), database: 'x', user: 'x', password: 'x', ssl: 'disable' });
		const away = await report();
		await storeCredential(RECORD);
		expect([away.status, away.data]).toEqual([500, { message: 'Error in workflow' }]);
		expect([await suppressed(bounces), await typesOf(opens)]).toEqual([null, []]);
		for (const { status, data } of [await report(), await report()]) expect([status, data]).toEqual([200, '']);
		expect([await suppressed(bounces), await typesOf(opens)]).toEqual(['bounced', ['email_open']]);
		expect((await localHttp(host.url).post('/webhook/nurture-reports', [])).status).toBe(200);
	}, 120_000);

	it('are answered in a real mailbox: replies count, answers by machines do not, and bounces suppress', async () => {
		const [replies, isAway, bounces, last] = ['anna@fjordlys.example', 'bo@fjordlys.example', 'gone@fjordlys.example', 'last@fjordlys.example'];
		for (const key of [replies, isAway, bounces, last]) await mailTo(key);
		// n8n asks for mails since its own date, in Oslo, which late in the evening is ahead of the mailbox's.
		const arrive = (source: string) => mailbox.appendMessage('INBOX', [], new Date(Date.now() + 3 * 3_600_000), source);
		arrive(mailFrom(`Anna <${replies.toUpperCase()}>`, ['Content-Type: text/plain; charset=utf-8'], 'Could we talk on Thursday?'));
		arrive(mailFrom(isAway, ['Auto-Submitted: auto-replied', 'Content-Type: text/plain; charset=utf-8'], 'I am away until Monday.'));
		arrive(bounceOf(bounces));
		arrive(mailFrom('nobody@elsewhere.example', ['Content-Type: text/plain; charset=utf-8'], 'Buy our watches.'));
		arrive(mailFrom(last, ['Content-Type: text/html; charset=utf-8'], '<p>Fine, <b>call me</b>.</p>'));
		await until('the last reply is known', async () => (await typesOf(last)).includes('email_reply'));
		expect(await typesOf(replies)).toEqual(['email_reply']);
		expect(await typesOf(isAway)).toEqual([]);
		await until('the bounce is known', async () => (await suppressed(bounces)) === 'bounced');
		for (const key of [replies, isAway, last]) expect(await suppressed(key)).toBeNull();
		expect(await store.leads.get('nobody@elsewhere.example')).toBeNull();
	}, 120_000);
});
