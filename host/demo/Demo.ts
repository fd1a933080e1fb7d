import { setTimeout as sleep } from 'node:timers/promises';
import { sampleClicks } from '../sampleClicks.ts';
import { sampleLeads, type SampleActivity, type SampleLead } from '../sampleLeads.ts';
import { sampleVisits } from '../sampleVisits.ts';
import type { DemoState } from './DemoState.ts';
import type { DemoWorkflows, WebhookWorkflow } from './demoWorkflows.ts';
import { postToWebhook } from './postToWebhook.ts';
import { sendLeads, type LeadAnswer } from './sendLeads.ts';
import { sendVisits } from './sendVisits.ts';
import { setUpWorkflows } from './setUpWorkflows.ts';
import type { DemoHost } from './startDemoHost.ts';

const smtpName = 'Demo inbox';
const storeName = 'Demo lead store';
const tellEvery = 20;

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
		const { client, inbox, postgres } = this.host;
		const { inbound, tracking, activities, nightly, tablesTrigger } = this.workflows;
		this.tell('Setting up the workflows, the tables, the mail account and the lead store');
		const smtp = await client.credential(smtpName, 'smtp', {
			user: '',
			password: '',
			host: '127.0.0.1',
			port: inbox.smtpPort,
			secure: false,
			disableStartTls: true,
		});
		const store = await client.credential(storeName, 'leadStoreApi', storeCredential(postgres));
		const workflows = [inbound.workflow, nightly, tracking.workflow, activities.workflow];
		const credentials = { smtp: { id: smtp, name: smtpName }, leadStoreApi: { id: store, name: storeName } };
		await setUpWorkflows(client, workflows, credentials, this.folder);
		await this.run(inbound.workflow.id, tablesTrigger);
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

	private async run(workflowId: string, trigger: string): Promise<void> {
		const { status, error } = await this.host.client.run(workflowId, trigger);
		if (status !== 'success') throw new Error(`The workflow run from '${trigger}' ended with ${status}: ${error ?? ''}`);
	}
}

/** Where the leads are kept: in PostgreSQL if it runs, else in n8n's own folder. */
function storeCredential(postgres: DemoHost['postgres']): Record<string, unknown> {
	if (!postgres) return { backend: 'sqlite', name: 'demo' };
	const { host, port, database, user, password } = postgres;
	return { backend: 'postgres', host, port, database, user, password, ssl: 'disable', allowUnauthorizedCerts: false, schema: 'lead_scoring' };
}
