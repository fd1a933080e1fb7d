/** One Ctrl-C in a terminal arrives twice under npm, which hands on what the terminal has sent already. */
const sameKeyPressMs = 750;

/**
 * Turns Ctrl-C (and being told to end) into an abort, so that the work can stop in order. A second Ctrl-C ends this
 * process at once, and with it every process that it started.
 */
export function stopOnSignals(tell: (line: string) => void): AbortSignal {
	const controller = new AbortController();
	let firstAt: number | undefined;
	const onSignal = () => {
		if (firstAt === undefined) {
			firstAt = Date.now();
			tell('\nStopping (Ctrl-C again to kill)');
			controller.abort(new Error('Stopped'));
		} else if (Date.now() - firstAt > sameKeyPressMs) {
			tell('Killed');
			process.exit(130);
		}
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
	return controller.signal;
}
