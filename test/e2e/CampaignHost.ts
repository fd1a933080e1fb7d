import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { freePort } from '../../host/freePort.ts';
import { installN8n } from '../../host/installN8n.ts';
import { installNodes } from '../../host/installNodes.ts';
import { N8nClient } from '../../host/N8nClient.ts';
import type { N8nWorkflow } from '../../host/N8nWorkflow.ts';
import { startN8n, type RunningN8n } from '../../host/startN8n.ts';
import { chainWorkflow, LEAD_SCORE } from './chainWorkflow.ts';
import { MailServer, type TakenMail } from './MailServer.ts';

const account = { email: 'owner@example.com', password: 'Test-host-1', firstName: 'Test', lastName: 'Owner' };

const STORE_FILE = 'lead-store/default.sqlite';

export const TRIGGER = 'Nurture Campaign Trigger';

interface CredentialReference {
	id: string;
	name: string;
}

/** An n8n of its own, with a mail server and a clock that can be put forward. */
export class CampaignHost {
	readonly userFolder: string;
	readonly mail: MailServer;
	client!: N8nClient;
	private readonly ports: { port: number; brokerPort: number };
	private n8n: RunningN8n | undefined;
	private ahead = 0;
	/** The id of the last execution before each kill. */
	private readonly lastRuns: number[] = [];
	private credentials: Record<'smtp' | 'leadStoreApi', CredentialReference> | undefined;

	private constructor(userFolder: string, mail: MailServer, ports: { port: number; brokerPort: number }) {
		this.userFolder = userFolder;
		this.mail = mail;
		this.ports = ports;
	}

	/** @param store what the credential *Lead Store API* says */
	static async start(store: Record<string, unknown> = { backend: 'sqlite', name: 'default' }): Promise<CampaignHost> {
		await installN8n();
		const userFolder = await mkdtemp(join(tmpdir(), 'lead-scoring-campaign-'));
		await installNodes(userFolder);
		const host = new CampaignHost(userFolder, await MailServer.start(), { port: await freePort(), brokerPort: await freePort() });
		await host.startN8n();
		const smtp = { host: '127.0.0.1', port: host.mail.port, secure: false, disableStartTls: true };
		host.credentials = {
			smtp: { id: await host.client.credential('Mail', 'smtp', smtp), name: 'Mail' },
			leadStoreApi: await host.storeCredential('Store', store),
		};
		return host;
	}

	/** Where the embedded store is. */
	get storeFolder(): string {
		return join(this.userFolder, '.n8n', 'lead-store');
	}

	async startN8n(): Promise<void> {
		this.n8n = await startN8n({ userFolder: this.userFolder, ...this.ports, env: { LEAD_SCORING_CLOCK_FILE: this.clockFile, EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'none' } });
		this.client = new N8nClient(this.n8n.url);
		await this.client.signIn(account);
	}

	/** Kills n8n and all its processes; resolves when the mail server has seen all that they sent. */
	async kill(): Promise<void> {
		process.kill(-this.n8n!.pid, 'SIGKILL');
		await this.n8n!.stop();
		await this.mail.idle();
		const [row] = this.ask('database.sqlite', "select seq from sqlite_sequence where name = 'execution_entity'");
		this.lastRuns.push(row!.seq as number);
	}

	/**
	 * Which n8n began the run that sent a mail, counted by the kills before. It need not be the one that sent it: a run that n8n had
	 * queued and not begun when it died is begun by the next one.
	 */
	begunBy({ from }: TakenMail): number {
		const run = Number(/^run-(\d+)@/.exec(from)?.[1]);
		return this.lastRuns.filter((last) => run > last).length;
	}

	/** Another credential *Lead Store API*. */
	async storeCredential(name: string, store: Record<string, unknown>): Promise<CredentialReference> {
		return { id: await this.client.credential(name, 'leadStoreApi', store), name };
	}

	/** The moment that the nodes believe it is. */
	now(): number {
		return Date.now() + this.ahead;
	}

	async putForward(ms: number): Promise<void> {
		this.ahead += ms;
		// Renamed, so that nobody reads half of it.
		await writeFile(`${this.clockFile}.new`, String(this.ahead));
		await rename(`${this.clockFile}.new`, this.clockFile);
	}

	/** The trigger, and a stock Send Email node that sends what it says. */
	workflow(id: string, parameters: Record<string, unknown>, leadStoreApi = this.credentials!.leadStoreApi): N8nWorkflow {
		const trigger = {
			id: '00000000-0000-4000-8000-000000000001',
			name: TRIGGER,
			type: 'n8n-nodes-lead-scoring.nurtureCampaignTrigger',
			typeVersion: 1,
			position: [0, 0] as [number, number],
			parameters,
			credentials: { leadStoreApi },
		};
		const send = {
			id: '00000000-0000-4000-8000-00000000000f',
			name: 'Send',
			type: 'n8n-nodes-base.emailSend',
			typeVersion: 2.1,
			position: [220, 0] as [number, number],
			parameters: {
				fromEmail: '=run-{{ $execution.id }}@example.com',
				toEmail: '={{ $json.key }}',
				subject: '={{ $json.nurture.step }}',
				emailFormat: 'text',
				text: '={{ $json.nurture.messageId }} {{ $json.nurture.content.subject }}',
				options: { appendAttribution: false },
			},
			credentials: { smtp: this.credentials!.smtp },
		};
		return {
			id,
			name: id,
			nodes: [trigger, send],
			connections: { [TRIGGER]: { main: [[{ node: 'Send', type: 'main', index: 0 }]] } },
			settings: { executionOrder: 'v1' },
		};
	}

	/** Scores one lead in the store, in this n8n. */
	scoring(id: string, email: string, modelJson: string): N8nWorkflow {
		const lead = { name: 'Lead', type: 'n8n-nodes-base.set', typeVersion: 3.4, parameters: { mode: 'raw', jsonOutput: JSON.stringify({ email, points: 60 }), options: {} } };
		const leadScore = { name: 'Lead Score', type: LEAD_SCORE, parameters: { modelSource: 'json', modelJson, keepStateIn: 'leadStore' } };
		const workflow = { ...chainWorkflow(id, [lead, leadScore]), id };
		const nodes = workflow.nodes.map((node) => (node.name === 'Lead Score' ? { ...node, credentials: { leadStoreApi: this.credentials!.leadStoreApi } } : node));
		return { ...workflow, nodes };
	}

	/** How many steps of a campaign are on their way, and when the next one is due. */
	queue(campaignId: string): { leased: number; next: number | null } {
		return this.ask(
			STORE_FILE,
			'select count(case when lease_until > ? then 1 end) as leased, min(case when token is null then due_at else lease_until end) as next from enrollment where campaign_id = ? and ended_at is null',
			this.now(),
			campaignId,
		)[0] as { leased: number; next: number | null };
	}

	/** Whether a step of a lead was taken and may be being sent. */
	isOnItsWay(key: string): boolean {
		const [row] = this.ask(STORE_FILE, 'select 1 as found from enrollment join lead on lead.id = enrollment.lead_id where lead.key = ? and lease_until > ?', key, this.now());
		return row !== undefined;
	}

	message(id: string): { attempts: number } | undefined {
		return this.ask(STORE_FILE, 'select attempts from message where id = ?', id)[0] as { attempts: number } | undefined;
	}

	/** What was told of messages whose last attempt has failed. */
	failures(): { id: string; error: string }[] {
		return this.ask(STORE_FILE, 'select id, last_error as error from message where last_error is not null') as { id: string; error: string }[];
	}

	/** How often each message of a campaign was tried. */
	attempts(campaignId: string): number[] {
		return this.ask(STORE_FILE, 'select attempts from message where campaign_id = ?', campaignId).map(({ attempts }) => attempts as number);
	}

	async stop(): Promise<void> {
		await this.n8n?.stop();
		await this.mail.down();
		await rm(this.userFolder, { recursive: true, force: true });
	}

	/** Looks into a file in n8n's folder, of the embedded store or of n8n, for what neither tells. */
	private ask(file: string, sql: string, ...values: (string | number)[]): Record<string, unknown>[] {
		const database = new DatabaseSync(join(this.userFolder, '.n8n', file), { readOnly: true });
		try {
			return database.prepare(sql).all(...values);
		} finally {
			database.close();
		}
	}

	private get clockFile(): string {
		return join(this.userFolder, 'clock');
	}
}
