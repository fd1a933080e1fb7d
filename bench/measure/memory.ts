import type { HeapProfiler } from 'node:inspector';
import { Session } from 'node:inspector/promises';
import type { BenchLead } from '../makeLead.ts';
import { BATCH, type Outcome, type Peer } from '../peers/Peer.ts';

export interface Memory {
	/** Bytes that one lead's outcome holds on to. */
	retained: number;
	/** Bytes that scoring one lead takes from the heap in all, most of it garbage at once (estimated by sampling). */
	allocated: number;
}

/** Bytes in use once everything that can go is gone. */
function heapInUse(): number {
	globalThis.gc?.();
	return process.memoryUsage().heapUsed;
}

const totalSize = ({ selfSize, children }: HeapProfiler.SamplingHeapProfileNode): number =>
	children.reduce((sum, child) => sum + totalSize(child), selfSize);

async function allocatedBy(run: () => void | Promise<void>): Promise<number> {
	const session = new Session();
	session.connect();
	await session.post('HeapProfiler.startSampling', {
		samplingInterval: 2048,
		includeObjectsCollectedByMajorGC: true,
		includeObjectsCollectedByMinorGC: true,
	});
	await run();
	const { profile } = await session.post('HeapProfiler.stopSampling');
	session.disconnect();
	return totalSize(profile.head);
}

/** What a peer that has run before costs in memory for each lead. Needs `--expose-gc`. */
export async function measureMemory(peer: Peer, leads: readonly BenchLead[]): Promise<Memory> {
	const count = Math.min(peer.leadsPerRound, leads.length, 10 * BATCH);
	const outcomes: Outcome[] = [];
	const allocated = await allocatedBy(() => peer.run(leads, 0, count, outcomes));

	const kept: Outcome[] = new Array<Outcome>(BATCH);
	const before = heapInUse();
	await peer.run(leads, 0, BATCH, kept);
	const after = heapInUse();
	return { retained: (after - before) / kept.length, allocated: allocated / count };
}
