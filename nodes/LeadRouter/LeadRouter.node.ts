import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { takeTurns } from '../../store';
import { isToolNode } from '../isToolNode';
import { now } from '../now';
import { toFailedItem } from '../toFailedItem';
import { toNodeError } from '../toNodeError';
import { compileRouter } from './compileRouter';
import { configuredOutputs } from './configuredOutputs';
import type { OutputParameters } from './configuredOutputs';
import { properties } from './properties';
import { readConfiguration } from './readConfiguration';

export class LeadRouter implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Lead Router',
		name: 'leadRouter',
		icon: { light: 'file:leadRouter.svg', dark: 'file:leadRouter.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["routeBy"] === "scoreField" ? "by " + $parameter["scoreField"] : "by lead score" }}',
		description: 'Send each lead to sales hand-off, nurture or neither by its score, and pick its owner',
		defaults: { name: 'Lead Router' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: `={{(${configuredOutputs})($parameter)}}`,
		properties,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const node = this.getNode();
		const items = this.getInputData();
		// A tool has a single output, which the agent reads.
		const asTool = isToolNode(node);
		const outputCount = asTool ? 1 : configuredOutputs(node.parameters as OutputParameters).length;
		const outputs = Array.from({ length: outputCount }, (): INodeExecutionData[] => []);

		/** Failed items that go on leave by the last output; n8n moves them to the error output where there is one. */
		const fail = (error: ReturnType<typeof toNodeError>, itemIndex: number): void => {
			if (!this.continueOnFail()) throw error;
			outputs.at(-1)?.push(toFailedItem(error, itemIndex));
		};

		let routeItem: ReturnType<typeof compileRouter>;
		try {
			routeItem = compileRouter(readConfiguration(this), now());
		} catch (cause) {
			const error = toNodeError(node, cause);
			if (!this.continueOnFail()) throw error;
			// Thrown in spite of "continue", it would make n8n send every item out of the first output.
			for (const itemIndex of items.keys()) fail(error, itemIndex);
			return outputs;
		}

		const giveWay = takeTurns();
		for (const [itemIndex, { json, binary }] of items.entries()) {
			await giveWay();
			const routed = routeItem(json);
			if (!routed.ok) {
				fail(toNodeError(node, routed.problem, itemIndex), itemIndex);
				continue;
			}
			const item: INodeExecutionData = { json: asTool ? routed.route : routed.json, pairedItem: { item: itemIndex } };
			if (binary && !asTool) item.binary = binary;
			outputs[asTool ? 0 : routed.outputIndex]?.push(item);
		}
		return outputs;
	}
}
