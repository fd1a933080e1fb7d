import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export interface TemplateNode {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	credentials?: unknown;
	webhookId?: string;
	onError?: string;
}

export interface Template {
	id: string;
	name: string;
	active: boolean;
	nodes: TemplateNode[];
	connections: Record<string, { main: { node: string; type: string; index: number }[][] }>;
	pinData: Record<string, { json: Record<string, unknown> }[]>;
	settings: Record<string, unknown>;
}

const folder = join(__dirname, '..', '..', 'workflows');

/** A template of the project, by its file's name. */
export const readTemplate = (file: string): Template => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Template;

/** All templates with their files' names. */
export const templates = readdirSync(folder)
	.filter((file) => file.endsWith('.json'))
	.map((file): [string, Template] => [file, readTemplate(file)]);

/** A node of a template, by its name; throws if there is none. */
export function nodeOf(file: string, name: string): TemplateNode {
	const node = readTemplate(file).nodes.find((each) => each.name === name);
	if (!node) throw new Error(`${file} has no node '${name}'`);
	return node;
}
