import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { groupMemory } from '../../host/groupMemory.ts';
import { localHttp } from '../../host/localHttp.ts';
import type { Condition, Rule } from '../../engine';
import { openLeadRepository } from '../../store';
import { chainWorkflow, LEAD_SCORE, START } from './chainWorkflow.ts';
import { sharedHost } from './sharedHost.ts';

const LEADS = Number(process.env.LEAD_SCORING_LEADS ?? 40);
/** Recording and scoring one, with much room. */
const LONGEST_MS = 6_000 * LEADS;
/** More than a part of a run takes, less than the activities of 300 leads do. */
const MOST_MEMORY_MB = 600;
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

interface Watch {
	/** How long n8n took to say that it is well, each time, in ms. */
	waits: number[];
	/** What n8n and its children had in memory, in MB. */
	memory: number[];
}

/** Asks n8n over and over whether it is well, and looks every second at its memory. */
function watching(url: string, pid: number): { stop: () => Promise<Watch> } {
	const http = localHttp(url, 60_000);
	const watch: Watch = { waits: [], memory: [] };
	let isOver = false;
	const untilOver = async (pauseMs: number, look: () => Promise<void>): Promise<void> => {
		while (!isOver) {
			await look();
			await sleep(pauseMs);
		}
	};
	const watched = Promise.all([
		untilOver(20, async () => {
			const askedAt = performance.now();
			await http.get('/healthz');
			watch.waits.push(performance.now() - askedAt);
		}),
		untilOver(1000, async () => void watch.memory.push(await groupMemory(pid))),
	]);
	return {
		stop: async () => {
			isOver = true;
			await watched;
			return watch;
		},
	};
}

it('n8n answers within a second, in bounded memory, while leads of 10,000 activities are scored by a model of 1,000 hostile rules', async () => {
	const { client, url, userFolder, pid } = await sharedHost();
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

	const idle = watching(url, pid);
	await sleep(5000);
	const before = await idle.stop();
	const busy = watching(url, pid);
	const begun = performance.now();
	const execution = await client.run(workflow.id, START, LONGEST_MS);
	const seconds = Math.round((performance.now() - begun) / 1000);
	const { waits, memory } = await busy.stop();
	console.log(
		`${LEADS} leads of ${ACTIVITIES} activities, ${rules.length} rules: ${seconds} s, longest answer ${Math.round(Math.max(...waits))} ms (${Math.round(Math.max(...before.waits))} ms idle), ${waits.filter((wait) => wait > 1000).length} of ${waits.length} longer than a second, ` +
			`memory ${Math.round(Math.max(...before.memory))} MB before, ${Math.round(Math.max(...memory))} MB at most, ${Math.round(memory.at(-1)!)} MB at the end`,
	);

	expect(execution).toMatchObject({ status: 'success', error: undefined });
	const [leads = [], summary = []] = execution.nodeRun('Lead Score').outputs;
	expect(leads).toHaveLength(LEADS);
	expect(summary[0]?.json).toMatchObject({ read: LEADS, scored: LEADS });
	// Long enough to have been noticed.
	expect(waits.length).toBeGreaterThan(20);
	// A machine that is busy with other work is slow to answer anyway.
	expect(Math.max(...waits)).toBeLessThan(1000 + 2 * Math.max(...before.waits));
	expect(Math.max(...memory) - Math.max(...before.memory)).toBeLessThan(MOST_MEMORY_MB);
}, 2 * LONGEST_MS + 60_000);
