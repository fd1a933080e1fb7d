import { createRequire } from 'node:module';
import type * as Engine from '../engine/index.ts';

const require = createRequire(import.meta.url);

/**
 * A copy of its own of the engine as it ships (the built bundle; needs `npm run build`), so that what the compiler learns from one use
 * does not colour another: in a process that runs one model, nothing else has either.
 */
export function loadEngine(): typeof Engine {
	const file = require.resolve('../dist/engine/index.js');
	delete require.cache[file];
	return require(file) as typeof Engine;
}
