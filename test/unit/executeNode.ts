import { Workflow } from 'n8n-workflow';
import type { ICredentialDataDecryptedObject, IDataObject, IExecuteFunctions, IGetNodeParameterOptions, INode, INodeExecutionData, INodeParameters, INodeType } from 'n8n-workflow';

export interface NodeSetup {
	parameters?: INodeParameters;
	onError?: NonNullable<INode['onError']>;
	/** As an AI agent's tool, whose type n8n gives another name. */
	asTool?: boolean;
	/** What expressions give for an item, by the path of the parameter that they are in. */
	expressions?: (itemIndex: number) => Record<string, unknown>;
	/** The data of the node's credential. */
	credential?: ICredentialDataDecryptedObject;
	/** Takes the hints that the node shows beside its output. */
	onHint?: (message: string) => void;
	/** As n8n aborts it when somebody stops the execution. */
	signal?: AbortSignal;
}

/** The node as n8n builds it: with the defaults of its parameters, and without those that are not shown. */
export function buildNode(nodeType: INodeType, { parameters = {}, onError, asTool = false }: NodeSetup): { node: INode; workflow: Workflow } {
	const ending = asTool ? 'Tool' : '';
	const description = { ...nodeType.description, name: `${nodeType.description.name}${ending}` };
	const described: INodeType = Object.assign(Object.create(nodeType) as INodeType, { description });
	const node: INode = {
		id: 'node',
		name: nodeType.description.displayName,
		type: `n8n-nodes-lead-scoring.${description.name}`,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		...(onError ? { onError } : {}),
	};
	const nodeTypes = {
		getByName: () => described,
		getByNameAndVersion: () => described,
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const built = workflow.getNode(node.name);
	if (!built) throw new Error(`no node ${node.name}`);
	return { node: built, workflow };
}

const keysOf = (path: string): string[] => path.split(/[.[\]]+/).filter((key) => key !== '');

const valueAt = (parameters: unknown, path: string): unknown =>
	keysOf(path).reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], parameters);

/** Runs a node's own `execute` on items, with the parts of n8n's context that nodes of this package use. Expressions are not evaluated. */
export async function executeNode(nodeType: INodeType, items: INodeExecutionData[], setup: NodeSetup = {}): Promise<INodeExecutionData[][]> {
	const { node } = buildNode(nodeType, setup);
	const context: Partial<IExecuteFunctions> = {
		getNode: () => node,
		getInputData: () => items,
		getTimezone: () => 'Europe/Oslo',
		getMode: () => 'trigger',
		getWorkflow: () => ({ id: 'workflow', active: true }),
		getExecutionCancelSignal: () => setup.signal,
		addExecutionHints: (...hints) => hints.forEach(({ message }) => setup.onHint?.(message)),
		continueOnFail: () => setup.onError !== undefined && setup.onError !== 'stopWorkflow',
		getCredentials: async (type: string) => {
			if (!setup.credential) throw new Error(`Node does not have any credentials set for "${type}"`);
			return setup.credential as never;
		},
		getNodeParameter: (name: string, itemIndex: number, fallback?: unknown, options: IGetNodeParameterOptions = {}) => {
			const given = setup.expressions?.(itemIndex) ?? {};
			const value = Object.hasOwn(given, name) ? given[name] : (valueAt(node.parameters, name) ?? fallback);
			if (value === undefined) throw new Error(`Could not get parameter "${name}"`);
			const isLocator = options.extractValue === true && typeof value === 'object' && value !== null && 'mode' in value && 'value' in value;
			return (isLocator ? value.value : value) as never;
		},
	};
	const output = await nodeType.execute?.call(context as IExecuteFunctions);
	if (!Array.isArray(output)) throw new Error('the node has put out no items');
	return output;
}

/** Input items, as they come from the node before. */
export const toItems = (...leads: IDataObject[]): INodeExecutionData[] => leads.map((json) => ({ json, pairedItem: { item: 0 } }));
