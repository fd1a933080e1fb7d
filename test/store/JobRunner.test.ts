import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { parseCampaign } from '../../engine';
import { JobRunner } from '../../nodes/NurtureCampaignTrigger/JobRunner';
import type { Job } from '../../nodes/NurtureCampaignTrigger/Job';
import { openLeadRepository } from '../../store';
import { backends } from './backends';

const LEADS = 100;

describe('the runner of a trigger', () => {
	it.each(backends)('in two processes at once on $name gives no step out twice, and hears of new ones', async ({ name, emptyStore }) => {
		const config = await emptyStore();
		const store = await openLeadRepository(config);
		const parsed = parseCampaign({ format: 1, id: 'both', name: 'Both', version: 1, enter: { bands: ['nurture'] }, steps: [{ id: 'only', afterDays: 0 }] });
		if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
		await store.campaigns.save(parsed.campaign, Date.now());
		const keys = Array.from({ length: LEADS }, (_, index) => `lead${index}@example.com`);
		await store.leads.upsert(keys.map((key) => ({ key, consent: 'granted' })), Date.now());
		const enroll = async () => void (await store.campaigns.enroll('both', keys, Date.now()));
		const folder = await mkdtemp(join(tmpdir(), 'trigger-process-'));
		const script = join(folder, 'triggerProcess.cjs');
		await build({ entryPoints: [join(__dirname, 'triggerProcess.ts')], outfile: script, bundle: true, platform: 'node', format: 'cjs', external: ['pg-native', 'n8n-workflow'], logLevel: 'warning' });
		const env = { ...process.env, NODE_PATH: join(__dirname, '../../node_modules') };
		const children = [0, 1].map(() => spawn(process.execPath, [script, JSON.stringify(config), 'both'], { stdio: ['ignore', 'pipe', 'inherit'], env }));
		const told = children.map((child) => {
			const lines: string[] = [];
			createInterface(child.stdout).on('line', (line) => lines.push(line));
			return lines;
		});
		try {
			while (told.some((lines) => lines.length === 0)) await sleep(20);
			await enroll();
			const isOver = async () => (await store.campaigns.enrollments({ campaignId: 'both', state: 'open', after: null, limit: 1 })).rows.length === 0;
			while (!(await isOver())) await sleep(100);
			const sent = told.map((lines) => lines.slice(1));
			expect(sent.flat()).toHaveLength(LEADS);
			expect(new Set(sent.flat()).size).toBe(LEADS);
			if (name === 'PostgreSQL') for (const each of sent) expect(each.length).toBeGreaterThan(0);
		} finally {
			for (const child of children) child.kill('SIGKILL');
			await store.close();
			await rm(folder, { recursive: true, force: true });
		}
	}, 120_000);

	it('tells an end until the store takes it, and takes nothing meanwhile', async () => {
		let refusals = 2;
		let takes = 0;
		const ends: unknown[] = [];
		const job = (id: string): Job<string> => ({ item: { id }, lease: id });
		const waiting = [job('first')];
		const errors: unknown[] = [];
		const runner = new JobRunner({
			queue: {
				subscribe: async () => undefined,
				take: async () => {
					takes += 1;
					return waiting.splice(0, 1);
				},
				acknowledge: async (told) => {
					if (refusals-- > 0) throw new Error('The store is away');
					ends.push(...told);
				},
				fail: async () => undefined,
				release: async () => undefined,
				renew: async () => undefined,
				peek: async () => null,
				sample: () => ({}),
			},
			run: async () => null,
			concurrency: 5,
			batchSize: 1,
			leaseMs: 60_000,
			now: Date.now,
			onError: (error) => errors.push(error),
		});
		await runner.look();
		await sleep(500);
		const takesBefore = takes;
		waiting.push(job('second'));
		await runner.look();
		expect([takes, ends]).toEqual([takesBefore, []]);
		await sleep(2_500);
		await runner.stop();
		expect(errors).toHaveLength(2);
		expect(ends).toEqual(['first', 'second']);
	});
});
