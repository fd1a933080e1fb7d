import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export interface StartProcessOptions {
	/** What it is called in messages, such as "n8n". */
	name: string;
	command: string;
	args: string[];
	cwd: string;
	env: Record<string, string>;
	/** Everything the process prints goes here (overwritten). */
	logFile: string;
	/** Asked every 200 ms; the process counts as started when it resolves to true. */
	isReady: () => Promise<boolean>;
	/** How long to wait for `isReady`, in ms. */
	timeoutMs: number;
	/** Called every two seconds while waiting, with the seconds waited so far. */
	onWait?: (seconds: number) => void;
	/** Gives up the start (and ends the process) when it aborts. */
	signal?: AbortSignal;
}

export interface RunningProcess {
	pid: number;
	/** Resolves with the exit code (or signal) when the process ends, whoever ended it. */
	exited: Promise<string>;
	/** Ends the process, which ends its children; SIGKILL for whatever of them is left after `graceMs`. Safe to call twice. */
	stop: (graceMs?: number) => Promise<void>;
}

const tail = (file: string): string => readFileSync(file, 'utf8').trimEnd().split('\n').slice(-25).join('\n');

/** Whether any process of the group is left. */
function groupLives(pid: number): boolean {
	try {
		process.kill(-pid, 0);
		return true;
	} catch {
		return false;
	}
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
	try {
		process.kill(-pid, signal);
	} catch {
		// The group has ended already.
	}
}

/**
 * Starts a program in a process group of its own, so that Ctrl-C in the terminal reaches only us and we end it in order.
 *
 * Rejects with the end of its log if it ends before it is ready, or is not ready in time (it is stopped then).
 */
export async function startProcess(options: StartProcessOptions): Promise<RunningProcess> {
	const log = openSync(options.logFile, 'w');
	const child = spawn(options.command, options.args, {
		cwd: options.cwd,
		env: options.env,
		detached: true,
		stdio: ['ignore', log, log],
	});
	closeSync(log);

	let ended: string | undefined;
	const exited = new Promise<string>((resolve) => {
		const end = (how: string) => {
			ended ??= how;
			resolve(ended);
		};
		child.once('error', (error) => end(error.message));
		child.once('exit', (code, signal) => end(signal ?? `exit code ${code}`));
	});
	const { pid } = child;
	if (pid === undefined) throw new Error(`${options.name} could not be started: ${await exited}`);

	// Should this process end without stopping it (a crash, a test runner's exit), it must not live on.
	const killNow = () => signalGroup(pid, 'SIGKILL');
	process.once('exit', killNow);

	const stop = async (graceMs = 10_000) => {
		// Only the process itself is asked: it knows in which order its children go.
		child.kill('SIGTERM');
		const deadline = Date.now() + graceMs;
		while (groupLives(pid) && Date.now() < deadline) await sleep(50);
		killNow();
		await exited;
		process.off('exit', killNow);
	};

	const startedAt = Date.now();
	let toldAt = startedAt;
	while (!(await options.isReady())) {
		const waited = Date.now() - startedAt;
		const failure =
			ended !== undefined ? `ended while starting (${ended})`
			: options.signal?.aborted ? 'was told to stop while starting'
			: waited > options.timeoutMs ? `was not ready after ${Math.round(waited / 1000)} s`
			: undefined;
		if (failure !== undefined) {
			await stop();
			throw new Error(`${options.name} ${failure}. The end of its log (${options.logFile}):\n${tail(options.logFile)}`);
		}
		if (Date.now() - toldAt >= 2_000) {
			toldAt = Date.now();
			options.onWait?.(Math.round(waited / 1000));
		}
		await sleep(200);
	}
	return { pid, exited, stop };
}
