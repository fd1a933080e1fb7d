import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { N8nNode, N8nWorkflow } from '../../host/N8nWorkflow.ts';

/** A workflow as the project's templates have it: every part is there. */
export interface Template extends N8nWorkflow {
	active: boolean;
	connections: Record<string, { main: { node: string; type: string; index: number }[][] }>;
	pinData: Record<string, { json: Record<string, unknown> }[]>;
}

const folder = join(__dirname, '..', '..', 'workflows');

/** A template of the project, by its file's name. */
export const readTemplate = (file: string): Template => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Template;

/** All templates with their files' names. */
export const templates = readdirSync(folder)
	.filter((file) => file.endsWith('.json'))
	.map((file): [string, Template] => [file, readTemplate(file)]);

/** A node of a template, by its name; throws if there is none. */
export function nodeOf(file: string, name: string): N8nNode {
	const node = readTemplate(file).nodes.find((each) => each.name === name);
	if (!node) throw new Error(`${file} has no node '${name}'`);
	return node;
}
