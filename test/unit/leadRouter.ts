import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { LeadRouter } from '../../nodes/LeadRouter/LeadRouter.node';
import { executeNode, toItems } from './executeNode';

export const router = new LeadRouter();

/** A lead with the result of a Lead Score node. */
export const scored = (band: string, more: IDataObject = {}): IDataObject => ({ leadScore: { score: 60, fit: 30, band, ...more } });

/** Parameters that route by a score of the CRM. */
export const byField: INodeParameters = { routeBy: 'scoreField', scoreField: 'properties.hubspotscore' };

/** The index of the output that a lead leaves by. */
export const outputOf = async (lead: IDataObject, parameters: INodeParameters = {}): Promise<number> => {
	const outputs = await executeNode(router, toItems(lead), { parameters });
	return outputs.findIndex(({ length }) => length > 0);
};

/** What the node throws. */
export const failureOf = async (items: INodeExecutionData[], parameters: INodeParameters = {}): Promise<NodeOperationError> => {
	try {
		await executeNode(router, items, { parameters });
	} catch (error) {
		if (error instanceof NodeOperationError) return error;
		throw error;
	}
	throw new Error('the node did not fail');
};
