import type { IExecuteFunctions } from 'n8n-workflow';
import { lintModel, type Model } from '../../engine';
import { asHtml } from '../asHtml';
import { isToolNode } from '../isToolNode';

const MOST_SHOWN = 5;

/**
 * Tells, beside the node's output, what in the model cannot do what it says. Paths are told for a model in JSON
 * alone, where they can be seen.
 */
export function showModelHints(context: IExecuteFunctions, model: Model): void {
	if (isToolNode(context.getNode())) return;
	const warnings = lintModel(model);
	if (warnings.length === 0) return;

	const isJson = context.getNodeParameter('modelSource', 0) === 'json';
	const shown = warnings.slice(0, MOST_SHOWN).map(({ path, message }) => (isJson ? `${path}: ${message}` : message));
	const more = warnings.length - shown.length;
	const lines = [
		warnings.length === 1 ? 'The model has a part that cannot do what it says:' : `The model has ${warnings.length} parts that cannot do what they say:`,
		...shown,
		...(more > 0 ? [`… and ${more} more.`] : []),
	];
	context.addExecutionHints({
		message: lines.map(asHtml).join('<br>\n'),
		type: warnings.some(({ severity }) => severity === 'warning') ? 'warning' : 'info',
		location: 'outputPane',
	});
}
