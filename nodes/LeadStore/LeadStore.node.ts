import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { searchCampaigns } from '../searchCampaigns';
import { searchModels } from '../searchModels';
import { giveOut } from './giveOut';
import { properties } from './properties';
import { runOperation } from './runOperation';
import { testLeadStore } from '../testLeadStore';

export class LeadStore implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Lead Store',
		name: 'leadStore',
		icon: { light: 'file:leadStore.svg', dark: 'file:leadStore.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Keep leads, what they did and how they scored; track visits, identify visitors, erase and suppress people',
		defaults: { name: 'Lead Store' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'leadStoreApi', required: true, testedBy: 'testLeadStore' }],
		properties,
	};

	methods = { credentialTest: { testLeadStore }, listSearch: { searchCampaigns, searchModels } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [giveOut(this, await runOperation(this))];
	}
}
