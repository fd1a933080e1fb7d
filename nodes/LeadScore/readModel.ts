import type { IExecuteFunctions } from 'n8n-workflow';
import { parseModel, starterTemplates, type Issue, type Model } from '../../engine';
import type { Problem } from '../Problem';
import type { DefineForm } from './define/DefineForm';
import { defineModel } from './define/defineModel';

type Reading = { ok: true; model: Model } | { ok: false; problem: Problem };

const refuse = (source: string, issues: Issue[], remedy: string): Reading => ({
	ok: false,
	problem: {
		message: `The model ${source} has ${issues.length === 1 ? 'a problem' : `${issues.length} problems`}`,
		remedy,
		issues,
	},
});

function check(json: unknown, source: string, remedy: string): Reading {
	const parsed = parseModel(json);
	return parsed.ok ? parsed : refuse(source, parsed.issues, remedy);
}

function readJson(value: unknown): Reading {
	const remedy = "Mend these places in 'Model JSON':";
	if (typeof value !== 'string') return check(value, "in 'Model JSON'", remedy);
	let json: unknown;
	try {
		json = JSON.parse(value);
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		return { ok: false, problem: { message: "'Model JSON' is not valid JSON", remedy: `${message}. Check quotes and commas there.` } };
	}
	return check(json, "in 'Model JSON'", remedy);
}

function readForm(context: IExecuteFunctions): Reading {
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
	return refuse('defined here', parsed.issues.map((issue) => inWordsOfTheForm(issue, json)), 'Mend these rules:');
}

/** `groups[1].rules[0].points` as the form shows it: `Engagement rule 1 › points`. */
function inWordsOfTheForm({ path, message }: Issue, json: Record<string, unknown>): Issue {
	const rule = /^groups\[(\d+)\]\.rules\[(\d+)\]\.?(.*)$/.exec(path);
	if (rule) {
		const groups = json.groups as { rules: { id: string }[] }[];
		const [dimension = '', number = ''] = groups[Number(rule[1])]?.rules[Number(rule[2])]?.id.split('-') ?? [];
		const place = (rule[3] ?? '').replace(/^table\[(\d+)\]\..*/, (_whole, line) => `line ${Number(line) + 1}`);
		return { path: `${dimension === 'fit' ? 'Fit' : 'Engagement'} rule ${number} › ${place}`, message };
	}
	const reason = /^disqualify\[(\d+)\]\.?(.*)$/.exec(path);
	return reason ? { path: `Disqualify When ${Number(reason[1]) + 1} › ${reason[2]}`, message } : { path: `Model Settings › ${path}`, message };
}

/**
 * Reads the scoring model from the node's parameters, wherever 'Model' says it is. Reports every problem at
 * once, before any lead is scored. The model is one for all items, so expressions see the first item.
 */
export function readModel(context: IExecuteFunctions): Reading {
	switch (context.getNodeParameter('modelSource', 0)) {
		case 'json':
			return readJson(context.getNodeParameter('modelJson', 0));
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
