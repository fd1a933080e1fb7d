import type { IExecuteFunctions } from 'n8n-workflow';
import { parseModel, starterTemplates } from '../../engine';
import { readModelJson, refuseModel, type ModelReading } from '../readModelJson';
import type { DefineForm } from './define/DefineForm';
import { defineModel } from './define/defineModel';
import { inWordsOfTheForm } from './define/inWordsOfTheForm';

function readForm(context: IExecuteFunctions): ModelReading {
	const parameter = (name: keyof DefineForm) => context.getNodeParameter(name, 0, {}) as never;
	const form: DefineForm = {
		fitRules: parameter('fitRules'),
		engagementRules: parameter('engagementRules'),
		disqualifyWhen: parameter('disqualifyWhen'),
		settings: parameter('settings'),
	};
	if ((form.fitRules.rules ?? []).length + (form.engagementRules.rules ?? []).length === 0) {
		return { ok: false, problem: { message: 'The model has no rules', remedy: "Add a rule under 'Fit Rules' or 'Engagement Rules', or choose a starter template." } };
	}
	const json = defineModel(form);
	const parsed = parseModel(json);
	if (parsed.ok) return parsed;
	return refuseModel('defined here', parsed.issues.map((issue) => inWordsOfTheForm(issue, json)), 'Mend these rules:');
}

/**
 * Reads the scoring model from the node's parameters, wherever 'Model' says it is. Reports every problem at
 * once, before any lead is scored. The model is one for all items, so expressions see the first item.
 */
export function readModel(context: IExecuteFunctions): ModelReading {
	switch (context.getNodeParameter('modelSource', 0)) {
		case 'json':
			return readModelJson(context.getNodeParameter('modelJson', 0));
		case 'define':
			return readForm(context);
		default: {
			const id = context.getNodeParameter('template', 0);
			const template = starterTemplates.find((candidate) => candidate.id === id);
			if (template) return { ok: true, model: template.model };
			const known = starterTemplates.map((candidate) => candidate.id).join(', ');
			return { ok: false, problem: { message: `There is no starter template '${String(id)}'`, remedy: `Choose one of: ${known}.` } };
		}
	}
}
