import { NodeHelpers, get } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INode, INodeExecutionData, INodeParameters, INodeType } from 'n8n-workflow';

export interface NodeRun {
	parameters?: INodeParameters;
	items: Array<IDataObject | INodeExecutionData>;
	onError?: INode['onError'];
	/** As n8n runs the node for an AI agent: the type has another name. */
	asTool?: boolean;
}

const isItem = (item: IDataObject | INodeExecutionData): item is INodeExecutionData =>
	typeof item.json === 'object' && Object.keys(item).every((key) => ['json', 'binary', 'pairedItem', 'error'].includes(key));
