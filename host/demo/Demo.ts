import { setTimeout as sleep } from 'node:timers/promises';
import { sampleLeads, type SampleLead } from '../sampleLeads.ts';
import type { DemoState } from './DemoState.ts';
import type { DemoWorkflows } from './demoWorkflows.ts';
import { sendLeads, type LeadAnswer } from './sendLeads.ts';
import { setUpWorkflows } from './setUpWorkflows.ts';
import type { DemoHost } from './startDemoHost.ts';

const smtpName = 'Demo inbox';
const tellEvery = 20;

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

	/** The mail credential, the two workflows (published) and the two tables. */
	async setUp(): Promise<void> {
		const { client, inbox } = this.host;
		const { inbound, nightly, tablesTrigger } = this.workflows;
		this.tell('Setting up the workflows, the tables and the mail account');
		const id = await client.credential(smtpName, 'smtp', {
			user: '',
			password: '',
			host: '127.0.0.1',
			port: inbox.smtpPort,
			secure: false,
			disableStartTls: true,
		});
		await setUpWorkflows(client, [inbound, nightly], { id, name: smtpName }, this.folder);
		await this.run(inbound.id, tablesTrigger);
	}

	/**
	 * Posts the sample leads and waits until the workflow has dealt with them. What they did is dated back from now;
	 * those that are in the table from an earlier run are brought up to date.
	 */
	async sendLeads(): Promise<{ leads: SampleLead[]; now: number; answers: LeadAnswer[] }> {
		const { client, n8n } = this.host;
		const { inbound, webhookPath } = this.workflows;
		this.tell('Sending the leads through the webhook of the first workflow');
		const earlier = new Set((await client.executions(inbound.id)).map(({ id }) => id));
		const now = Date.now();
		const leads = sampleLeads(now);
		const answers = await sendLeads(`${n8n.url}/webhook/${webhookPath}`, leads, (count) => {
			if (count % tellEvery === 0) this.tell(`  ${count} of ${leads.length}`);
		});
		await client.idle(inbound.id);
		const failed = (await client.executions(inbound.id)).find(({ id, status }) => status !== 'success' && !earlier.has(id));
		if (failed) throw new Error(`'${inbound.name}' failed: ${(await client.finished(failed.id)).error ?? failed.status}`);
		return { leads, now, answers };
	}

	/** Runs the nightly workflow now and waits for its end. */
	async rescore(): Promise<void> {
		this.tell('Running the nightly workflow');
		await this.run(this.workflows.nightly.id, this.workflows.nightlyTrigger);
	}

	/** What is in the tables and in the inbox, once `mails` mails are there or will not come any more. */
	async look(mails = 0): Promise<DemoState> {
		const deadline = Date.now() + 5_000;
		while ((await this.host.inbox.mails()).length < mails && Date.now() < deadline) await sleep(100);
		const { client, inbox } = this.host;
		return { leads: await client.rows('Leads'), tasks: await client.rows('Sales tasks'), mails: await inbox.mails() };
	}

	private async run(workflowId: string, trigger: string): Promise<void> {
		const { status, error } = await this.host.client.run(workflowId, trigger);
		if (status !== 'success') throw new Error(`The workflow run from '${trigger}' ended with ${status}: ${error ?? ''}`);
	}
}
