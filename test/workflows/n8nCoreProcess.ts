/**
 * Runs one node in n8n's own engine, the one that users run: a job as JSON on the standard input, its outcome as
 * JSON in a file (the engine logs to the standard output). A process of its own, since the engine keeps global state
 * and takes modules from its own installation, where jest does not look.
 */
import { writeFile } from 'node:fs/promises';
import { createRequire, Module } from 'node:module';
import { text } from 'node:stream/consumers';
import type { IConnections, IDataObject, INode, INodeType, IRun, IWorkflowExecuteAdditionalData, Workflow } from 'n8n-workflow';
import type { CoreJob, CoreOutcome } from './runInN8nCore.ts';

type AdditionalData = Partial<IWorkflowExecuteAdditionalData> & { hooks: object };

interface Host {
	Workflow: typeof Workflow;
	WorkflowExecute: new (additionalData: AdditionalData, mode: 'manual') => {
		run(options: { workflow: Workflow; startNode: INode | null; pinData: object }): Promise<IRun>;
	};
	ExecutionLifecycleHooks: new (mode: 'manual', executionId: string, workflow: object) => object;
}

/** Stands for whatever puts out leads; its output is pinned. */
const source: INodeType = {
	description: { displayName: 'Leads', name: 'leads', group: ['input'], version: 1, description: '', defaults: {}, inputs: ['main'], outputs: ['main'], properties: [] },
	execute: async () => [[]],
};

async function run({ nodeFile, node, items }: CoreJob, host: Host): Promise<CoreOutcome> {
	const [Class] = Object.values(createRequire(nodeFile)(nodeFile) as Record<string, new () => INodeType>);
	if (!Class) throw new Error(`${nodeFile} exports no node`);
	const nodeType = new Class();
	const byName = (name: string): INodeType => (name === 'leads' ? source : nodeType);
	const nodeTypes = { getByName: byName, getByNameAndVersion: byName, getKnownTypes: (): IDataObject => ({}) };

	const nodes: INode[] = [
		{ id: '1', name: 'Leads', type: 'leads', typeVersion: 1, position: [0, 0], parameters: {} },
		{ id: '2', name: 'Tested', type: nodeType.description.name, typeVersion: 1, position: [0, 0], parameters: {}, ...node },
	];
	const connections: IConnections = { Leads: { main: [[{ node: 'Tested', type: 'main', index: 0 }]] } };
	const workflow = new host.Workflow({ id: 'test', nodes, connections, active: false, nodeTypes, settings: { executionOrder: 'v1' } });
	const url = 'http://localhost/';
	const additionalData: AdditionalData = {
		executionId: 'test',
		hooks: new host.ExecutionLifecycleHooks('manual', 'test', { id: 'test', name: 'test', nodes, connections }),
		currentNodeParameters: {},
		variables: {},
		restApiUrl: url,
		instanceBaseUrl: url,
		formWaitingBaseUrl: url,
		webhookBaseUrl: url,
		webhookWaitingBaseUrl: url,
		setExecutionStatus: () => undefined,
	};
	const execute = new host.WorkflowExecute(additionalData, 'manual');
	const { data } = await execute.run({ workflow, startNode: workflow.getNode('Leads'), pinData: { Leads: items } });
	const task = data.resultData.runData['Tested']?.[0];
	const error = task?.error ?? data.resultData.error;
	if (!error) return { outputs: task?.data?.main ?? [], error: undefined };
	const { name, message, description } = error;
	const at = 'context' in error ? error.context.itemIndex : null;
	const itemIndex = typeof at === 'number' ? at : null;
	return { outputs: [], error: { name, message, description: description ?? '', itemIndex } };
}

const job = JSON.parse(await text(process.stdin)) as CoreJob;
// As n8n does it: what a community package needs of n8n comes from n8n's own installation.
process.env.NODE_PATH = job.modulesFolder;
(Module as unknown as { _initPaths(): void })._initPaths();
const hostRequire = createRequire(`${job.modulesFolder}/`);
hostRequire('reflect-metadata');
const host = { ...(hostRequire('n8n-core') as object), ...(hostRequire('n8n-workflow') as object) } as Host;

await writeFile(job.outcomeFile, JSON.stringify(await run(job, host)));
process.exit(0);
