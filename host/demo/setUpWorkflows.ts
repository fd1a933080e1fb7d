import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bindCredentials } from '../bindCredentials.ts';
import type { N8nClient } from '../N8nClient.ts';
import type { N8nWorkflow } from '../N8nWorkflow.ts';

/**
 * Imports the workflows and publishes them. One that n8n has already is replaced only if its file has changed since,
 * so that what somebody tried out in the editor survives a restart.
 *
 * @param folder remembers in `workflows.json` what was imported
 */
export async function setUpWorkflows(
	client: N8nClient,
	workflows: N8nWorkflow[],
	credentials: Parameters<typeof bindCredentials>[1],
	folder: string,
): Promise<void> {
	const file = join(folder, 'workflows.json');
	const imported = JSON.parse(await readFile(file, 'utf8').catch(() => '{}')) as Record<string, string>;
	for (const workflow of workflows) {
		const hash = createHash('sha256').update(JSON.stringify(workflow)).digest('hex');
		if (imported[workflow.id] !== hash || !(await client.hasWorkflow(workflow.id))) {
			await client.saveWorkflow(bindCredentials(workflow, credentials));
			imported[workflow.id] = hash;
		}
		await client.publish(workflow.id);
	}
	await writeFile(file, JSON.stringify(imported));
}
