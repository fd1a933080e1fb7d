import { parseArgs } from 'node:util';

export interface DemoArguments {
	/** Ends by itself: runs everything once on free ports and checks it. */
	check: boolean;
	/** Throws away what earlier runs left. */
	fresh: boolean;
	/** Where to keep everything; undefined for `.demo` in the project. */
	folder: string | undefined;
	help: boolean;
	/** The editor's port; the three after it are used as well, with PostgreSQL four. */
	port: number;
	/** Keeps the leads in a PostgreSQL of its own instead of in SQLite. */
	postgres: boolean;
}

export const portVariable = 'LEAD_SCORING_PORT';
export const defaultPort = 5678;

/** What `--help` prints. */
export const usage = `Runs a real n8n with the lead scoring nodes, four workflows and about 60 made-up leads.

  npm start                       start (again); Ctrl-C stops
  npm start -- --port 5700        use ports 5700 to 5703 (or set ${portVariable}; default ${defaultPort})
  npm start -- --fresh            forget what earlier runs left
  npm start -- --folder <path>    keep everything there instead of in .demo/
  npm start -- --postgres         keep the leads in a real PostgreSQL (on the port after those)
  npm start -- --check            run once from scratch on free ports, check everything, end with a JSON summary`;

/** Reads the command line of the demo; `message` says what is wrong with it. */
export function parseArguments(
	args: string[],
	env: Record<string, string | undefined>,
): { ok: true; value: DemoArguments } | { ok: false; message: string } {
	try {
		const { values } = parseArgs({
			args,
			options: {
				check: { type: 'boolean', default: false },
				folder: { type: 'string' },
				fresh: { type: 'boolean', default: false },
				help: { type: 'boolean', default: false, short: 'h' },
				port: { type: 'string' },
				postgres: { type: 'boolean', default: false },
			},
		});
		const { check, folder, fresh, help, postgres } = values;
		const [source, text] = values.port === undefined ? [portVariable, env[portVariable]] : ['--port', values.port];
		const port = text === undefined || text === '' ? defaultPort : Number(text);
		if (!Number.isInteger(port) || port < 1024 || port > highestPort) {
			return { ok: false, message: `${source} must be a whole number from 1024 to ${highestPort}, got "${text}"` };
		}
		return { ok: true, value: { check, folder, fresh, help, port, postgres } };
	} catch (error) {
		return { ok: false, message: (error as Error).message };
	}
}

/** The last one that leaves room for the four ports after it. */
const highestPort = 65_531;
