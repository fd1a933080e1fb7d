import { setTimeout as sleep } from 'node:timers/promises';
import { type AxiosInstance, isAxiosError } from 'axios';
import { localHttp } from './localHttp.ts';
import type { N8nExecution } from './N8nExecution.ts';
import type { N8nWorkflow } from './N8nWorkflow.ts';
import { readExecution, type StoredExecution } from './readExecution.ts';

export interface Account {
	email: string;
	password: string;
	firstName: string;
	lastName: string;
}

/** A row of a data table: its columns, and n8n's own `id`, `createdAt` and `updatedAt`. */
export type DataTableRow = Record<string, string | number | boolean | null> & { id: number; createdAt: string; updatedAt: string };

interface Named {
	id: string;
	name: string;
}

interface SavedWorkflow extends N8nWorkflow {
	versionId: string;
}

const finishedStatuses = new Set(['success', 'error', 'crashed', 'canceled']);
const pageSize = 250;

/**
 * What the demo and the tests do in n8n, over the HTTP interface that its own editor uses. Every call rejects with
 * n8n's own message. Call `signIn` first.
 */
export class N8nClient {
	private readonly http: AxiosInstance;
	private project: string | undefined;
	readonly url: string;

	/** @param url n8n's address, with no slash at the end */
	constructor(url: string) {
		this.url = url;
		this.http = localHttp(`${url}/rest`);
	}

	/** Signs in, as the owner; makes the owner's account first if the instance is new. Returns the session cookie. */
	async signIn(account: Account): Promise<string> {
		const { userManagement } = await this.get<{ userManagement: { showSetupOnFirstLoad: boolean } }>('/settings');
		const [path, body] = userManagement.showSetupOnFirstLoad
			? ['/owner/setup', account]
			: ['/login', { emailOrLdapLoginId: account.email, password: account.password }];
		const response = await this.request(() => this.http.post(path, body));
		const cookie = (response.headers['set-cookie'] ?? []).map((each) => each.split(';', 1)[0]).join('; ');
		this.http.defaults.headers.common.Cookie = cookie;
		return cookie;
	}

	/** Finds a credential by name and type, or makes it; its values are set to `data` either way. Returns its id. */
	async credential(name: string, type: string, data: Record<string, unknown>): Promise<string> {
		const all = await this.get<(Named & { type: string })[]>('/credentials');
		const found = all.find((each) => each.name === name && each.type === type);
		if (!found) return (await this.post<Named>('/credentials', { name, type, data })).id;
		await this.request(() => this.http.patch(`/credentials/${found.id}`, { name, type, data }));
		return found.id;
	}

	/** The data tables of the account's personal project. */
	async dataTables(): Promise<Named[]> {
		return (await this.get<{ data: Named[] }>(await this.tablePath(), { take: String(pageSize) })).data;
	}

	/** All rows of the data table of this name, by ascending row id. Rejects if there is no such table. */
	async rows(tableName: string): Promise<DataTableRow[]> {
		const table = (await this.dataTables()).find(({ name }) => name === tableName);
		if (!table) throw new Error(`n8n has no data table '${tableName}'`);
		const rows: DataTableRow[] = [];
		for (;;) {
			const page = await this.get<{ count: number; data: DataTableRow[] }>(await this.tablePath(table.id, 'rows'), {
				take: String(pageSize),
				skip: String(rows.length),
				sortBy: 'id:asc',
			});
			rows.push(...page.data);
			if (page.data.length === 0 || rows.length >= page.count) return rows;
		}
	}

	async hasWorkflow(workflowId: string): Promise<boolean> {
		return (await this.get<{ exists: boolean }>(`/workflows/${workflowId}/exists`)).exists;
	}

	/** Saves a workflow under its own id: makes it, or replaces what it was. Publishing is another matter. */
	async saveWorkflow(workflow: N8nWorkflow): Promise<void> {
		if (!(await this.hasWorkflow(workflow.id))) await this.post('/workflows', workflow);
		else await this.request(() => this.http.patch(`/workflows/${workflow.id}`, workflow));
	}

	/** Publishes the saved version of a workflow and waits until its triggers and webhooks are live. */
	async publish(workflowId: string): Promise<void> {
		const { versionId } = await this.get<SavedWorkflow>(`/workflows/${workflowId}`);
		await this.post(`/workflows/${workflowId}/activate`, { versionId });
		const deadline = Date.now() + 60_000;
		for (;;) {
			const publication = await this.get<Publication>(`/workflows/${workflowId}/publication-status`);
			if (publication.status === 'published' && publication.liveVersionId === versionId) return;
			const failed = publication.triggers.find(({ errorMessage }) => errorMessage);
			if (failed) throw new Error(`Workflow ${workflowId} could not be published: ${failed.errorMessage}`);
			if (Date.now() > deadline) throw new Error(`Workflow ${workflowId} is not live after 60 s (${publication.status})`);
			await sleep(100);
		}
	}

	/** Takes a workflow's triggers and webhooks down. */
	async unpublish(workflowId: string): Promise<void> {
		await this.post(`/workflows/${workflowId}/deactivate`, {});
	}

	/** Runs a saved workflow from one of its triggers, as its *Execute workflow* button does, and waits for the end. */
	async run(workflowId: string, triggerName: string, timeoutMs = 120_000): Promise<N8nExecution> {
		const started = await this.post<{ executionId?: string }>(`/workflows/${workflowId}/run`, {
			triggerToStartFrom: { name: triggerName },
		});
		if (!started.executionId) throw new Error(`Trigger '${triggerName}' waits for a call from outside and cannot just be run`);
		return this.finished(started.executionId, timeoutMs);
	}

	/** Waits until an execution has ended (well or not) and returns it with its data. */
	async finished(executionId: string, timeoutMs = 120_000): Promise<N8nExecution> {
		const deadline = Date.now() + timeoutMs;
		for (;;) {
			const stored = await this.get<StoredExecution>(`/executions/${executionId}`);
			if (finishedStatuses.has(stored.status)) return readExecution(stored);
			if (Date.now() > deadline) throw new Error(`Execution ${executionId} is still ${stored.status} after ${timeoutMs / 1000} s`);
			await sleep(100);
		}
	}

	/** The latest executions of a workflow (up to 100), newest first, without their data. */
	async executions(workflowId: string): Promise<{ id: string; status: string }[]> {
		const filter = JSON.stringify({ workflowId });
		return (await this.get<{ results: { id: string; status: string }[] }>('/executions', { filter, limit: '100' })).results;
	}

	/** Waits until no execution of a workflow is under way. */
	async idle(workflowId: string, timeoutMs = 120_000): Promise<void> {
		const deadline = Date.now() + timeoutMs;
		for (;;) {
			const busy = (await this.executions(workflowId)).filter(({ status }) => !finishedStatuses.has(status));
			if (busy.length === 0) return;
			if (Date.now() > deadline) throw new Error(`${busy.length} executions have not ended after ${timeoutMs / 1000} s`);
			await sleep(200);
		}
	}

	private async tablePath(...more: string[]): Promise<string> {
		this.project ??= (await this.get<Named>('/projects/personal')).id;
		return ['/projects', this.project, 'data-tables', ...more].join('/');
	}

	private async get<T>(path: string, params: Record<string, string> = {}): Promise<T> {
		return (await this.request(() => this.http.get<{ data: T }>(path, { params }))).data.data;
	}

	private async post<T>(path: string, body: unknown): Promise<T> {
		return (await this.request(() => this.http.post<{ data: T }>(path, body))).data.data;
	}

	private async request<T>(send: () => Promise<T>): Promise<T> {
		try {
			return await send();
		} catch (error) {
			if (!isAxiosError<{ message?: string }>(error)) throw error;
			const { method = '', url = '' } = error.config ?? {};
			throw new Error(`n8n: ${method.toUpperCase()} ${url}: ${error.response?.data.message ?? error.message}`, { cause: error });
		}
	}
}

interface Publication {
	status: string;
	liveVersionId: string | null;
	triggers: { errorMessage: string | null }[];
}
