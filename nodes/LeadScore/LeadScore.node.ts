import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { LeadStoreError } from '../../store';
import { searchModels } from '../searchModels';
import { testLeadStore } from '../testLeadStore';
import { toFailedItem } from '../toFailedItem';
import { toNodeError } from '../toNodeError';
import { configuredOutputs, type OutputParameters } from './configuredOutputs';
import { defineProperties } from './properties/defineProperties';
import { leadProperties } from './properties/leadProperties';
import { modelProperties } from './properties/modelProperties';
import { optionProperties } from './properties/optionProperties';
import { readModel } from './readModel';
import { readOptions } from './readOptions';
import { scoreItems } from './scoreItems';
import { showModelHints } from './showModelHints';
import { scoreInStore } from './state/scoreInStore';
import { subtitle } from './subtitle';

export class LeadScore implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Lead Score',
		name: 'leadScore',
		icon: { light: 'file:leadScore.svg', dark: 'file:leadScore.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle,
		description: 'Score leads 0 to 100 by who they are and what they do, and explain the score',
		defaults: { name: 'Lead Score' },
		inputs: [NodeConnectionTypes.Main],
		outputs: `={{(${configuredOutputs})($parameter)}}`,
		credentials: [{ name: 'leadStoreApi', required: true, testedBy: 'testLeadStore', displayOptions: { show: { keepStateIn: ['leadStore'] } } }],
		usableAsTool: true,
		properties: [...leadProperties, ...modelProperties, ...defineProperties, optionProperties],
	};

	methods = { credentialTest: { testLeadStore }, listSearch: { searchModels } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const node = this.getNode();
		try {
			const options = readOptions(this);
			if (!options.ok) throw toNodeError(node, options.problem);
			if (this.getNodeParameter('keepStateIn', 0, 'nothing') === 'leadStore') return await scoreInStore(this, options.options);
			const model = readModel(this);
			if (!model.ok) throw toNodeError(node, model.problem);
			showModelHints(this, model.model);
			return [await scoreItems(this, model.model, options.options)];
		} catch (cause) {
			const error = toNodeError(node, cause, cause instanceof LeadStoreError ? 0 : undefined);
			if (!this.continueOnFail()) throw error;
			// Thrown in spite of "continue", it would make n8n pass every lead on as if it had been scored.
			const failed = this.getInputData().map((_item, itemIndex) => toFailedItem(error, itemIndex));
			const [, ...others] = configuredOutputs(node.parameters as OutputParameters);
			return [others.length > 0 ? failed.slice(0, 1) : failed, ...others.map(() => [])];
		}
	}
}
