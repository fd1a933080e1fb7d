import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { N8nWorkflow } from '../N8nWorkflow.ts';
import { repositoryRoot } from '../repositoryRoot.ts';

/** One of the workflow templates in `workflows/`, by the name of its file without `.json`. */
export async function readWorkflow(name: string): Promise<N8nWorkflow> {
	return JSON.parse(await readFile(join(repositoryRoot, 'workflows', `${name}.json`), 'utf8')) as N8nWorkflow;
}
