import type { INodeOutputConfiguration, INodeParameters } from 'n8n-workflow';

/** The parameters that decide which outputs the node has. */
export interface OutputParameters extends INodeParameters {
	bands?: { values?: { name?: string; band?: string }[] };
	when?: string;
	options?: { handOffEveryDays?: number };
}

/**
 * The node's outputs: one for each band as listed, then *Disqualified*, then *Unchanged* when leads may stay.
 *
 * The editor evaluates this function's own text, so that it must use nothing from outside itself.
 */
export function configuredOutputs(parameters: OutputParameters): INodeOutputConfiguration[] {
	const names = (parameters.bands?.values ?? []).map((band) => band.name || band.band || 'Band');
	names.push('Disqualified');
	if (parameters.when === 'bandChanged' || parameters.options?.handOffEveryDays !== undefined) {
		names.push('Unchanged');
	}
	return names.map((displayName) => ({ type: 'main', displayName }));
}
