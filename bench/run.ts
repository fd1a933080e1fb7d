import { parseArgs } from 'node:util';
import { benchEngine } from './benchEngine.ts';
import { benchN8n } from './benchN8n.ts';
import { benchStore } from './benchStore.ts';
import { benchTrigger } from './benchTrigger.ts';

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: { leads: { type: 'string' }, rounds: { type: 'string' }, minutes: { type: 'string' }, batch: { type: 'string', multiple: true }, backend: { type: 'string', multiple: true } },
});
const { leads, rounds, minutes, batch, backend } = values;
const [subject = 'engine'] = positionals;

if (subject === 'engine') {
	await benchEngine({ leadCount: Number(leads ?? 100_000), rounds: Number(rounds ?? 9) });
} else if (subject === 'store') {
	await benchStore({ leadCount: Number(leads ?? 40_000), rounds: Number(rounds ?? 5), backends: backend ?? ['sqlite', 'postgres'] });
} else if (subject === 'n8n') {
	await benchN8n({ leadCount: Number(leads ?? 50_000), rounds: Number(rounds ?? 3) });
} else if (subject === 'trigger') {
	await benchTrigger({
		leadCount: Number(leads ?? 100_000),
		perMinute: 5_000,
		minutes: Number(minutes ?? 5),
		batchSizes: (batch ?? ['1', '25']).map(Number),
		backends: backend ?? ['sqlite', 'postgres'],
	});
} else {
	throw new Error(`Nothing is measured by the name '${subject}'; there are engine, store, n8n and trigger`);
}
