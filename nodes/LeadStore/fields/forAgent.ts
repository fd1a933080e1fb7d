import type { INodeProperties } from 'n8n-workflow';

/**
 * A parameter that an AI agent fills in when the node is its tool, and a person otherwise.
 *
 * @param ask what the agent is told about the value
 */
export function forAgent(property: INodeProperties, ask: string, type: 'string' | 'number' | 'json' = 'string'): INodeProperties[] {
	const { show, hide } = property.displayOptions ?? {};
	return [
		{ ...property, displayOptions: { ...(show && { show }), hide: { ...hide, '@tool': [true] } } },
		{ ...property, displayOptions: { ...(hide && { hide }), show: { ...show, '@tool': [true] } }, default: `={{ $fromAI('${property.name}', '${ask.replaceAll("'", "\\'")}', '${type}') }}` },
	];
}
