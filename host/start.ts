import { checkDemo } from './demo/checkDemo.ts';
import { parseArguments, usage } from './demo/parseArguments.ts';
import { runDemo } from './demo/runDemo.ts';
import { stopOnSignals } from './demo/stopOnSignals.ts';

const tell = (line: string) => console.log(line);
const parsed = parseArguments(process.argv.slice(2), process.env);

if (!parsed.ok) {
	console.error(`${parsed.message}\n\n${usage}`);
	process.exitCode = 2;
} else if (parsed.value.help) {
	tell(usage);
} else {
	const { check, ...options } = parsed.value;
	const signal = stopOnSignals(tell);
	try {
		if (check) {
			const summary = await checkDemo({ postgres: options.postgres, tell, signal });
			for (const problem of summary.problems) tell(`Problem: ${problem}`);
			tell(JSON.stringify(summary));
			process.exitCode = summary.ok ? 0 : 1;
		} else {
			await runDemo({ ...options, tell, signal });
		}
	} catch (error) {
		if (!signal.aborted) console.error(`\n${(error as Error).message}`);
		process.exitCode = signal.aborted ? 130 : 1;
	}
}
