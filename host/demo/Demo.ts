import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataTableRow } from '../N8nClient.ts';
import { sampleLeads, type SampleLead } from '../sampleLeads.ts';
import type { DemoState } from './DemoState.ts';
import type { DemoWorkflows } from './demoWorkflows.ts';
import { sendLeads } from './sendLeads.ts';
import { setUpWorkflows } from './setUpWorkflows.ts';
import type { DemoHost } from './startDemoHost.ts';

const smtpName = 'Demo inbox';

/** The demo inside a running host: set up, fed with leads, rescored, looked at. All can be done again. */
export class Demo {
	private readonly host: DemoHost;
	private readonly workflows: DemoWorkflows;
	private readonly folder: string;

	/** @param folder where to remember what an earlier run has done */
	constructor(host: DemoHost, workflows: DemoWorkflows, folder: string) {
		this.host = host;
		this.workflows = workflows;
		this.folder = folder;
	}

	/** The mail credential, the two workflows (published) and the two tables. */
	async setUp(): Promise<void> {
		const { client, inbox } = this.host;
		const { inbound, nightly, tablesTrigger } = this.workflows;
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
	 * Posts the sample leads that are not in the table yet and waits until the workflow has dealt with them.
	 *
	 * They are dated back from the first time, not from now: a lead's past does not move when the demo starts again.
	 */
	async sendLeads(): Promise<{ leads: SampleLead[]; now: number; sent: number }> {
		const { client, n8n } = this.host;
		const { inbound, webhookPath } = this.workflows;
		const now = await this.firstTime();
		const leads = sampleLeads(now);
		const known = new Set((await this.table('Leads')).map(({ email }) => email));
		const unknown = leads.filter(({ email }) => !known.has(email));
		await sendLeads(`${n8n.url}/webhook/${webhookPath}`, unknown);
		await client.idle(inbound.id);
		const failed = (await client.executions(inbound.id)).find(({ status }) => status === 'error' || status === 'crashed');
		if (failed) throw new Error(`'${inbound.name}' failed: ${(await client.finished(failed.id)).error ?? failed.status}`);
		return { leads, now, sent: unknown.length };
	}

	/** Runs the nightly workflow now and waits for its end. */
	async rescore(): Promise<void> {
		await this.run(this.workflows.nightly.id, this.workflows.nightlyTrigger);
	}

	/** What is in the tables and in the inbox, once `mails` mails are there or will not come any more. */
	async look(mails = 0): Promise<DemoState> {
		const deadline = Date.now() + 5_000;
		while ((await this.host.inbox.mails()).length < mails && Date.now() < deadline) await sleep(100);
		return { leads: await this.table('Leads'), tasks: await this.table('Sales tasks'), mails: await this.host.inbox.mails() };
	}

	private async table(name: string): Promise<DataTableRow[]> {
		const { client } = this.host;
		return client.rows(await client.dataTable(name, []));
	}

	private async run(workflowId: string, trigger: string): Promise<void> {
		const { status, error } = await this.host.client.run(workflowId, trigger);
		if (status !== 'success') throw new Error(`The workflow run from '${trigger}' ended with ${status}: ${error ?? ''}`);
	}

	/** When leads were first sent, in epoch ms; now if never. */
	private async firstTime(): Promise<number> {
		const file = join(this.folder, 'first-time');
		const text = await readFile(file, 'utf8').catch(() => '');
		if (text !== '') return Number(text);
		const now = Date.now();
		await writeFile(file, String(now));
		return now;
	}
}
