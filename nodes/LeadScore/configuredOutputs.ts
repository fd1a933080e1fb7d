import type { INodeOutputConfiguration, INodeParameters } from 'n8n-workflow';

/** The parameters that decide which outputs the node has. */
export interface OutputParameters extends INodeParameters {
	keepStateIn?: string;
	leadsFrom?: string;
}

/**
 * The node's outputs: one, or for a run over the leads of the store *Leads* and *Summary*.
 *
 * The editor evaluates this function's own text, so that it must use nothing from outside itself.
 */
export function configuredOutputs({ keepStateIn, leadsFrom }: OutputParameters): INodeOutputConfiguration[] {
	if (keepStateIn !== 'leadStore' || (leadsFrom ?? 'input') === 'input') return [{ type: 'main' }];
	return [
		{ type: 'main', displayName: 'Leads' },
		{ type: 'main', displayName: 'Summary' },
	];
}
