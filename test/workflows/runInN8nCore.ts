import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { build } from 'esbuild';
import type { INode, INodeExecutionData } from 'n8n-workflow';
import { installN8n } from '../../host/installN8n.ts';

export interface CoreJob {
	/** The node's class, bundled. */
	nodeFile: string;
	/** Where the outcome is to be written. */
	outcomeFile: string;
	/** `node_modules` of the installed n8n. */
	modulesFolder: string;
	node: Partial<INode>;
	items: INodeExecutionData[];
}

export interface CoreOutcome {
	/** Items per output, the error output last if there is one; none when the run was stopped. */
	outputs: Array<INodeExecutionData[] | null>;
	/** What stopped the run. */
	error: { name: string; message: string; description: string; itemIndex: number | null } | undefined;
}

const root = join(__dirname, '..', '..');

/**
 * Runs a node of this package (its source, not the last build) on items in n8n's own engine, about two seconds.
 *
 * @param source such as `nodes/LeadRouter/LeadRouter.node.ts`
 */
export async function runInN8nCore(source: string, node: Partial<INode>, items: INodeExecutionData[]): Promise<CoreOutcome> {
	await installN8n();
	const folder = await mkdtemp(join(tmpdir(), 'lead-scoring-core-'));
	try {
		const nodeFile = join(folder, basename(source).replace(/ts$/, 'js'));
		await build({ entryPoints: [join(root, source)], outfile: nodeFile, bundle: true, platform: 'node', format: 'cjs', external: ['n8n-workflow'], logLevel: 'warning' });
		const outcomeFile = join(folder, 'outcome.json');
		const job: CoreJob = { nodeFile, outcomeFile, modulesFolder: join(root, 'host', 'node_modules'), node, items };
		const env = { ...process.env, N8N_USER_FOLDER: folder };
		const child = spawn('node', [join(root, 'test', 'workflows', 'n8nCoreProcess.ts')], { env });
		child.stdin.end(JSON.stringify(job));
		const [log, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
		const outcome = await readFile(outcomeFile, 'utf8').catch(() => null);
		if (outcome === null) throw new Error(`n8n's engine did not run the node:\n${log}\n${errors}`);
		return JSON.parse(outcome) as CoreOutcome;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
