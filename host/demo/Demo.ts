import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { localHttp } from '../localHttp.ts';
import { sampleClicks } from '../sampleClicks.ts';
import { sampleLeads, type SampleActivity, type SampleLead } from '../sampleLeads.ts';
import { sampleVisits } from '../sampleVisits.ts';
import type { ReceivedMail } from '../startInbox.ts';
import { clockFile } from './clockFile.ts';
import type { DemoState } from './DemoState.ts';
import { withoutHandOff, type DemoWorkflows, type WebhookWorkflow } from './demoWorkflows.ts';
import { postToWebhook } from './postToWebhook.ts';
import { sendLeads, type LeadAnswer } from './sendLeads.ts';
import { browser, sendVisits } from './sendVisits.ts';
import { setUpWorkflows } from './setUpWorkflows.ts';
import type { DemoHost } from './startDemoHost.ts';

const smtpName = 'Demo inbox';
const storeName = 'Demo lead store';
const tellEvery = 20;
const dayMs = 86_400_000;

/** A lead that did something more, after all had come in. */
export interface Mover {
	email: string;
	/** What it did then. */
	activities: SampleActivity[];
}

/** The demo inside a running host: set up, fed with leads, rescored, looked at. All can be done again. */
export class Demo {
	private readonly host: DemoHost;
	private readonly workflows: DemoWorkflows;
	private readonly folder: string;
	private readonly tell: (line: string) => void;

	/**
	 * @param folder where to remember what an earlier run has done
	 * @param tell told what is going on
	 */
	constructor(host: DemoHost, workflows: DemoWorkflows, folder: string, tell: (line: string) => void) {
		this.host = host;
		this.workflows = workflows;
		this.folder = folder;
		this.tell = tell;
	}

	/** The credentials of the mail server and the lead store, the workflows (published) and the tables. */
	async setUp(): Promise<void> {
		this.tell('Setting up the workflows, the tables, the mail account and the lead store');
		await this.publish(await this.isCampaignPlayed());
		await this.run(this.workflows.inbound.workflow.id, this.workflows.tablesTrigger);
	}

	/** Whether an earlier run has played the campaign; the clock of the nodes stands ahead since. */
	async isCampaignPlayed(): Promise<boolean> {
		return (await this.aheadMs()) > 0;
	}

	/** From now on *Hand hot leads to sales* hands over, what comes of the mails is recorded, and who goes quiet hears from us. */
	async closeCircle(): Promise<void> {
		this.tell('Publishing the workflows that record what comes of the mails, hand over and win back');
		await this.publish(true);
	}

	/** Puts the clock of the nodes forward, and waits until the campaign and the win-back have sent the `wanted` mails that are due then, or will not any more. */
	async putForward(days: number, wanted: number): Promise<void> {
		this.tell(`Putting the clock forward by ${days} days`);
		const { nurture, winBack } = this.workflows;
		const before = (await this.host.inbox.mails()).length;
		await writeFile(clockFile(this.folder), String(Math.round((await this.aheadMs()) + days * dayMs)));
		const deadline = Date.now() + 90_000;
		while ((await this.host.inbox.mails()).length < before + wanted && Date.now() < deadline) await sleep(200);
		// Whatever comes besides is seen as well.
		for (let seen = -1, mails = (await this.host.inbox.mails()).length; mails !== seen; mails = (await this.host.inbox.mails()).length) {
			seen = mails;
			await sleep(1_500);
			await Promise.all([nurture, winBack].map(({ id }) => this.host.client.idle(id)));
		}
	}

	/** The moment that the nodes believe it is, in epoch ms. */
	async now(): Promise<number> {
		return Date.now() + (await this.aheadMs());
	}

	/** Calls the first link in a mail's text as a browser does, and waits until sales has heard of it. */
	async clickIn(mail: ReceivedMail): Promise<Mover> {
		this.tell(`Clicking in the mail to ${mail.to.join(', ')}`);
		const at = new Date(await this.now()).toISOString();
		const { status } = await localHttp(linkIn(mail, 'nurture-click')).get('', { headers: { 'User-Agent': browser }, maxRedirects: 0, validateStatus: (code) => code < 400 });
		if (status !== 302 && status !== 307) throw new Error(`A click was answered with ${status}, not with the page`);
		await this.host.client.idle(this.workflows.record.id);
		// The trigger hears of it at once.
		await sleep(1_000);
		await this.host.client.idle(this.workflows.handOff.id);
		return { email: mail.to[0] ?? '', activities: [{ id: 'click', type: 'email_click', at, properties: {} }] };
	}

	/** Calls a mail's link to unsubscribe: only opens the page, as a scanner does, or with the one click of a mail program. Resolves with the answer's status. */
	async unsubscribeBy(method: 'get' | 'post', mail: ReceivedMail): Promise<number> {
		this.tell(method === 'get' ? `A scanner opens the links in the mail to ${mail.to.join(', ')}` : `${mail.to.join(', ')} unsubscribes`);
		const http = localHttp(linkIn(mail, 'nurture-unsubscribe'));
		const { status } = method === 'get' ? await http.get('') : await http.post('', 'List-Unsubscribe=One-Click');
		await this.host.client.idle(this.workflows.record.id);
		return status;
	}

	/**
	 * Posts the sample leads and waits until the workflow has dealt with them. What they did is dated back from now;
	 * those that are known from an earlier run are brought up to date.
	 */
	async sendLeads(): Promise<{ leads: SampleLead[]; now: number; answers: LeadAnswer[] }> {
		this.tell('Sending the leads through the webhook of the first workflow');
		const now = Date.now();
		const leads = sampleLeads(now);
		const answers = await this.through(this.workflows.inbound, (url) =>
			sendLeads(url, leads, (count) => {
				if (count % tellEvery === 0) this.tell(`  ${count} of ${leads.length}`);
			}),
		);
		return { leads, now, answers };
	}

	/** Runs the nightly workflow now and waits for its end. */
	async rescore(): Promise<void> {
		this.tell('Running the nightly workflow');
		await this.run(this.workflows.nightly.id, this.workflows.nightlyTrigger);
	}

	/** Has somebody unknown read the website and tell in the end to be one of the leads. A crawler comes by as well; nothing must come of it. */
	async track(email: string): Promise<Mover> {
		this.tell('Tracking an unknown visitor, who then leaves an address');
		const visits = sampleVisits(email, Date.now());
		await this.through(this.workflows.tracking, async (url) => {
			const crawled = visits.map((visit) => ({ ...visit, events: visit.events.map((event) => ({ ...event, id: `crawled-${event.id}` })) }));
			await sendVisits(url, crawled, 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)');
			await sendVisits(url, visits);
		});
		return { email, activities: visits.flatMap(({ events }) => events) };
	}

	/** Tells, as a mail tool does, that a lead has clicked in a mail; at once for two clicks. */
	async click(email: string): Promise<Mover> {
		this.tell('Sending two clicks of the mail tool');
		const activities = sampleClicks(email, Date.now());
		await this.through(this.workflows.activities, (url) => postToWebhook(url, activities, 'A click'));
		return { email, activities };
	}

	/** Tells what a mail service tells of its mails, such as that one came back. */
	async report(events: { email: string; event: string; id: string }[]): Promise<void> {
		this.tell(`The mail service reports: ${events.map(({ event }) => event).join(', ')}`);
		// It is answered when all of it is kept.
		await postToWebhook(`${this.host.n8n.url}/webhook/nurture-reports`, events, 'A report');
	}

	/** What is in the tables and in the inbox, once `mails` mails are there or will not come any more. */
	async look(mails = 0): Promise<DemoState> {
		const deadline = Date.now() + 5_000;
		while ((await this.host.inbox.mails()).length < mails && Date.now() < deadline) await sleep(100);
		const { client, inbox } = this.host;
		return { leads: await client.rows('Leads'), tasks: await client.rows('Sales tasks'), mails: await inbox.mails() };
	}

	/** Sends something to a workflow's webhook and waits until it has dealt with all of it. */
	private async through<T>({ workflow, path }: WebhookWorkflow, send: (url: string) => Promise<T>): Promise<T> {
		const { client, n8n } = this.host;
		const earlier = new Set((await client.executions(workflow.id)).map(({ id }) => id));
		const answer = await send(`${n8n.url}/webhook/${path}`);
		await client.idle(workflow.id);
		const failed = (await client.executions(workflow.id)).find(({ id, status }) => status !== 'success' && !earlier.has(id));
		if (failed) throw new Error(`'${workflow.name}' failed: ${(await client.finished(failed.id)).error ?? failed.status}`);
		return answer;
	}

	private async aheadMs(): Promise<number> {
		return Number(await readFile(clockFile(this.folder), 'utf8').catch(() => '0'));
	}

	private async publish(withCircle: boolean): Promise<void> {
		const { client, inbox, postgres } = this.host;
		const { inbound, tracking, activities, nightly, nurture, record, handOff, winBack } = this.workflows;
		const smtp = await client.credential(smtpName, 'smtp', {
			user: '',
			password: '',
			host: '127.0.0.1',
			port: inbox.smtpPort,
			secure: false,
			disableStartTls: true,
		});
		const store = await client.credential(storeName, 'leadStoreApi', storeCredential(postgres));
		const credentials = { smtp: { id: smtp, name: smtpName }, leadStoreApi: { id: store, name: storeName } };
		const scoring = [inbound.workflow, nightly, tracking.workflow, activities.workflow];
		const workflows = withCircle ? [...scoring.map(withoutHandOff), nurture, record, handOff, winBack] : [...scoring, nurture];
		await setUpWorkflows(client, workflows, credentials, this.folder);
	}

	private async run(workflowId: string, trigger: string): Promise<void> {
		const { status, error } = await this.host.client.run(workflowId, trigger);
		if (status !== 'success') throw new Error(`The workflow run from '${trigger}' ended with ${status}: ${error ?? ''}`);
	}
}

/** The address in a mail that leads to a webhook. */
function linkIn({ text, html, subject }: ReceivedMail, webhook: string): string {
	const link = new RegExp(`http[^\\s"<>]+/${webhook}\\?t=[\\w-]+`).exec(`${text} ${html}`)?.[0];
	if (link === undefined) throw new Error(`The mail '${subject}' has no link to ${webhook}`);
	return link;
}

/** Where the leads are kept: in PostgreSQL if it runs, else in n8n's own folder. */
function storeCredential(postgres: DemoHost['postgres']): Record<string, unknown> {
	if (!postgres) return { backend: 'sqlite', name: 'demo' };
	const { host, port, database, user, password } = postgres;
	return { backend: 'postgres', host, port, database, user, password, ssl: 'disable', ignoreSslIssues: false, schema: 'lead_scoring' };
}
