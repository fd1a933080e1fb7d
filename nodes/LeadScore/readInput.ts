import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/** An agent gives the lead as an object, or as the JSON text of one. */
function fromAgent(lead: unknown): unknown {
	if (typeof lead !== 'string') return lead;
	try {
		return JSON.parse(lead);
	} catch {
		return lead;
	}
}

/** The items to score: the node's input, or the one lead that an agent gave when the node is its tool. */
export function readInput(context: IExecuteFunctions): INodeExecutionData[] {
	if (!context.getNode().type.endsWith('Tool')) return context.getInputData();
	return [{ json: fromAgent(context.getNodeParameter('lead', 0)) as IDataObject }];
}
