import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { toFailedItem } from '../toFailedItem';
import { toNodeError } from '../toNodeError';
import { configuredOutputs } from './configuredOutputs';
import { defineProperties } from './properties/defineProperties';
import { leadProperties } from './properties/leadProperties';
import { modelProperties } from './properties/modelProperties';
import { optionProperties } from './properties/optionProperties';
import { readModel } from './readModel';
import { readOptions } from './readOptions';
import { scoreItems } from './scoreItems';
import { showModelHints } from './showModelHints';
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
		usableAsTool: true,
		properties: [...leadProperties, ...modelProperties, ...defineProperties, optionProperties],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		if (this.getNodeParameter('keepStateIn', 0, 'nothing') === 'leadStore') {
			throw toNodeError(this.getNode(), { message: 'Scoring with the Lead Store is not ready yet', remedy: "Set 'Keep State In' to 'Nothing (Stateless)'." });
		}
		const model = readModel(this);
		const options = model.ok ? readOptions(this) : model;
		if (model.ok && options.ok) {
			showModelHints(this, model.model);
			return [await scoreItems(this, model.model, options.options)];
		}

		const error = toNodeError(this.getNode(), options.ok ? undefined : options.problem);
		if (!this.continueOnFail()) throw error;
		// Thrown in spite of "continue", it would make n8n pass every lead on as if it had been scored.
		return [this.getInputData().map((_item, itemIndex) => toFailedItem(error, itemIndex))];
	}
}
