import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { localHttp } from '../../host/localHttp.ts';
import type { Condition, Rule } from '../../engine';
import { openLeadRepository } from '../../store';
import { chainWorkflow, LEAD_SCORE, START } from './chainWorkflow.ts';
import { sharedHost } from './sharedHost.ts';

const LEADS = 40;
const ACTIVITIES = 10_000;
const TYPES = 40;
const HOUR_MS = 3_600_000;
const PATTERNS = ['(a+)+$', '(a|aa)+$', '(a*)*b', '^(([a-z])+.)+[A-Z]([a-z])+$', '(.*a){20}'];

/** Ten levels deep. */
const nested = (levels: number): Condition =>
	levels === 0 ? { field: 'jobTitle', op: 'contains', value: '!' } : { [levels % 2 === 0 ? 'all' : 'any']: [nested(levels - 1), { field: 'city', op: 'exists' }] } as Condition;

/** As many rules as a model may have, of the kinds that cost most. */
const rules = Array.from({ length: 1000 }, (_, index): Rule => {
	const id = `r${index}`;
	if (index % 5 === 0) return { id, type: 'attribute', when: { field: 'jobTitle', op: 'matches', value: `${PATTERNS[(index / 5) % PATTERNS.length]}|${index}` }, points: 0.01 };
	if (index % 5 === 1) return { id, type: 'attribute', when: nested(9), points: 0.01 };
	return { id, type: 'activity', activity: `type_${index % TYPES}`, points: index % 2 === 0 ? 0.002 : -0.001, per: 'each', withinDays: 300 + index, decay: { halfLifeDays: 30 + index } };
});
const model = { format: 1, id: 'heavy', name: 'Heavy', version: 1, groups: [{ id: 'g', name: 'G', dimension: 'engagement', rules }] };

/** Asks n8n over and over whether it is well; gives how long it took each time, in ms. */
function asking(url: string): { stop: () => Promise<number[]> } {
	const http = localHttp(url, 60_000);
	const waits: number[] = [];
	let isOver = false;
	const asked = (async () => {
		while (!isOver) {
			const askedAt = performance.now();
			await http.get('/healthz');
			waits.push(performance.now() - askedAt);
			await sleep(20);
		}
	})();
	return {
		stop: async () => {
			isOver = true;
			await asked;
			return waits;
		},
	};
}

it('n8n answers within a second while leads of 10,000 activities are scored by a model of 1,000 hostile rules', async () => {
	const { client, url, userFolder } = await sharedHost();
	const now = Date.now();
	const store = await openLeadRepository({ backend: 'sqlite', name: 'heavy', folder: join(userFolder, '.n8n', 'lead-store') });
	try {
		for (let lead = 0; lead < LEADS; lead++) {
			const key = `lead${lead}@example.com`;
			await store.leads.upsert([{ key, attributes: { jobTitle: `${'a'.repeat(5000)}${lead}!`, city: 'Oslo' } }], now);
			const activities = Array.from({ length: ACTIVITIES }, (_, index) => ({ lead: key, id: String(index), type: `type_${index % TYPES}`, at: now - index * HOUR_MS - 1000 }));
			await store.activities.record(activities, now);
		}
	} finally {
		await store.close();
	}
	const credential = { id: await client.credential('Heavy store', 'leadStoreApi', { backend: 'sqlite', name: 'heavy' }), name: 'Heavy store' };
	const workflow = chainWorkflow('Heavy load', [
		{ name: 'Lead Score', type: LEAD_SCORE, parameters: { leadsFrom: 'all', keepStateIn: 'leadStore', modelSource: 'json', modelJson: JSON.stringify(model), giveOut: 'all', options: { explain: false } } },
	]);
	workflow.nodes = workflow.nodes.map((node) => (node.type === LEAD_SCORE ? { ...node, credentials: { leadStoreApi: credential } } : node));
	await client.saveWorkflow(workflow);

	const idle = asking(url);
	await sleep(5000);
	const waitsIdle = await idle.stop();
	const busy = asking(url);
	const execution = await client.run(workflow.id, START, 240_000);
	const waits = await busy.stop();

	expect(execution).toMatchObject({ status: 'success', error: undefined });
	const [leads = [], summary = []] = execution.nodeRun('Lead Score').outputs;
	expect(leads).toHaveLength(LEADS);
	expect(summary[0]?.json).toMatchObject({ read: LEADS, scored: LEADS });
	// Long enough to have been noticed.
	expect(waits.length).toBeGreaterThan(20);
	// A machine that is busy with other work is slow to answer anyway.
	expect(Math.max(...waits)).toBeLessThan(1000 + 2 * Math.max(...waitsIdle));
}, 300_000);
