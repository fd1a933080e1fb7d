import { parseArguments } from '../../../host/demo/parseArguments.ts';

const quiet = { check: false, fresh: false, folder: undefined, help: false, port: 5678, postgres: false };

test.each([
	['nothing', [], {}, quiet],
	['a port', ['--port', '5700'], {}, { ...quiet, port: 5700 }],
	['a port in one word', ['--port=5700'], {}, { ...quiet, port: 5700 }],
	['a port from the environment', [], { LEAD_SCORING_PORT: '6000' }, { ...quiet, port: 6000 }],
	['an empty variable', [], { LEAD_SCORING_PORT: '' }, quiet],
	['the command line before the environment', ['--port', '5700'], { LEAD_SCORING_PORT: '6000' }, { ...quiet, port: 5700 }],
	['switches', ['--check', '--fresh'], {}, { ...quiet, check: true, fresh: true }],
	['PostgreSQL', ['--postgres'], {}, { ...quiet, postgres: true }],
	['a folder', ['--folder', 'elsewhere'], {}, { ...quiet, folder: 'elsewhere' }],
	['help', ['-h'], {}, { ...quiet, help: true }],
	['the lowest port', ['--port', '1024'], {}, { ...quiet, port: 1024 }],
	['the highest port with four after it', ['--port', '65531'], {}, { ...quiet, port: 65531 }],
])('reads %s', (_name, args, env, value) => {
	expect(parseArguments(args, env)).toEqual({ ok: true, value });
});

test.each([
	['a privileged port', ['--port', '80'], {}, '--port must be a whole number from 1024 to 65531, got "80"'],
	['a port without room after it', ['--port', '65532'], {}, '--port must be a whole number from 1024 to 65531, got "65532"'],
	['a word', [], { LEAD_SCORING_PORT: 'http' }, 'LEAD_SCORING_PORT must be a whole number from 1024 to 65531, got "http"'],
	['half a port', ['--port', '5700.5'], {}, '--port must be a whole number from 1024 to 65531, got "5700.5"'],
])('refuses %s', (_name, args, env, message) => {
	expect(parseArguments(args, env)).toEqual({ ok: false, message });
});

test.each([['--prot'], ['extra'], ['--port']])('refuses %s, naming it', (arg) => {
	expect(parseArguments([arg], {})).toEqual({ ok: false, message: expect.stringContaining(arg) });
});
