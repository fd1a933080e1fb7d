import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { nodeBinary, nodeEnvironment } from '../../host/nodeEnvironment';
import type { ActivityInput, LeadStoreConfig } from '../../store';
import type { Told } from './eventProcess';

export interface EventProcess {
	/** What it has told so far. */
	told: Told[];
	/** Resolves when it has told so many things (the first: that it has opened the store), or has ended before. */
	tells(count: number): Promise<void>;
	/** Hands it a batch, which it takes up when the ones before are done. */
	take(batch: readonly ActivityInput[]): void;
	/** Lets it end when all batches are done. */
	finish(): void;
	kill(): void;
	/** Resolves when it has ended and all it told is here, with the exit code or signal. */
	ended: Promise<number | NodeJS.Signals>;
}

/** Starts `eventProcess`, made one file by `bundleProcess`; what it says of errors goes to ours. */
export function startEventProcess(script: string, config: LeadStoreConfig): EventProcess {
	const child = spawn(nodeBinary, [script, JSON.stringify(config)], { env: nodeEnvironment({ NODE_COMPILE_CACHE: dirname(script) }), stdio: ['pipe', 'pipe', 'inherit'] });
	// One that is killed no longer takes what it was sent.
	child.stdin.on('error', () => undefined);
	const told: Told[] = [];
	const ended = new Promise<number | NodeJS.Signals>((resolve) => child.once('close', (code, signal) => resolve(signal ?? code ?? 0)));
	const lines = createInterface({ input: child.stdout });
	lines.on('line', (line) => {
		const message = parse(line);
		if (message) told.push(message);
	});
	let isOver = false;
	void ended.then(() => (isOver = true));
	return {
		told,
		async tells(count) {
			while (told.length < count && !isOver) await Promise.race([once(lines, 'line'), ended]);
		},
		take: (batch) => void child.stdin.write(`${JSON.stringify(batch)}\n`),
		finish: () => void child.stdin.end(),
		kill: () => void child.kill('SIGKILL'),
		ended,
	};
}

/** A line that a kill cut short says nothing. */
function parse(line: string): Told | null {
	try {
		return JSON.parse(line) as Told;
	} catch {
		return null;
	}
}
