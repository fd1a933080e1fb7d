import { parseArgs } from 'node:util';
import { benchEngine } from './benchEngine.ts';

const { values } = parseArgs({ options: { leads: { type: 'string' }, rounds: { type: 'string' } } });

await benchEngine({ leadCount: Number(values.leads ?? 100_000), rounds: Number(values.rounds ?? 9) });
