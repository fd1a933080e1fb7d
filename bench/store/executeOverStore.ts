/**
 * Has Lead Score run over the leads of a store, in a process that does nothing else: `executeOverStore <credential as JSON> <parameters as JSON>`, bundled.
 * Prints what it measured as a line of JSON. Needs `--expose-gc`.
 */
import { setImmediate } from 'node:timers/promises';
import type { ICredentialDataDecryptedObject, IDataObject, INodeParameters } from 'n8n-workflow';
import { LeadScore } from '../../nodes/LeadScore/LeadScore.node.ts';
import { executeNode, toItems } from '../../test/unit/executeNode.ts';

export interface ExecutionFigures {
	/** Leads that were read, and items that were given out. */
	read: number;
	given: number;
	seconds: number;
	/** Most that the process had in memory, above what it had before. */
	megabytes: number;
	/** How long the event loop was held at most at a stretch, by the thread's processor time: what others do on the machine is not in it. */
	longestHoldMs: number;
}

const MEGABYTE = 1_048_576;
const SAMPLED_EVERY_MS = 1;

const [credential = '{}', parameters = '{}'] = process.argv.slice(2);

async function measure(): Promise<ExecutionFigures> {
	globalThis.gc?.();
	await setImmediate();
	const before = process.memoryUsage.rss();
	let [peak, longestHoldMs, used] = [before, 0, process.threadCpuUsage()];
	const sampler = setInterval(() => {
		const { user, system } = process.threadCpuUsage(used);
		used = process.threadCpuUsage();
		longestHoldMs = Math.max(longestHoldMs, (user + system) / 1000);
		peak = Math.max(peak, process.memoryUsage.rss());
	}, SAMPLED_EVERY_MS);
	const start = performance.now();
	const [items = [], [summary] = []] = await executeNode(new LeadScore(), toItems({}), {
		credential: JSON.parse(credential) as ICredentialDataDecryptedObject,
		parameters: { keepStateIn: 'leadStore', ...(JSON.parse(parameters) as INodeParameters) },
	});
	const seconds = (performance.now() - start) / 1000;
	clearInterval(sampler);
	return { read: Number((summary?.json as IDataObject).read), given: items.length, seconds, megabytes: (peak - before) / MEGABYTE, longestHoldMs };
}

void measure().then((figures) => process.stdout.write(`${JSON.stringify(figures)}\n`, () => process.exit(0)));
