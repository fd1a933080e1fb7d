import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../host/freePort.ts';
import { startPostgres } from '../../host/startPostgres.ts';
import type { Campaign } from '../../engine';
import { openLeadRepository, type LeadRepository, type PostgresConfig, type StoredEnrollment } from '../../store';
import { CampaignHost, TRIGGER } from './CampaignHost.ts';
import { campaignOf, STEPS } from './campaignOf.ts';
import { hurry } from './hurry.ts';
import { pointsModel } from '../pointsModel.ts';

const CONCURRENCY = 5;

const stepDue = (campaign: object, options: object = {}) => ({ event: 'stepDue', campaignSource: 'json', campaignJson: JSON.stringify(campaign), options: { concurrency: CONCURRENCY, ...options } });
const keysOf = (name: string, count: number): string[] => Array.from({ length: count }, (_, index) => `${name}${index}@example.com`);

describe('Nurture Campaign Trigger in n8n', () => {
	let host: CampaignHost;
	let store: LeadRepository;

	beforeAll(async () => {
		host = await CampaignHost.start();
		store = await openLeadRepository({ backend: 'sqlite', name: 'default', folder: host.storeFolder });
		await store.models.save(pointsModel, host.now());
	}, 400_000);
	afterAll(async () => {
		await store?.close();
		await host?.stop();
	}, 60_000);
	beforeEach(() => {
		host.mail.taken.length = 0;
	});

	const upsert = (keys: string[]) => store.leads.upsert(keys.map((key) => ({ key, attributes: { email: key }, consent: 'granted' as const })), host.now());
	const enrollments = async (campaignId: string): Promise<StoredEnrollment[]> => (await store.campaigns.enrollments({ campaignId, after: null, limit: 10_000 })).rows;
	const sentTo = (key: string): string[] => host.mail.taken.filter(({ to }) => to === key).map(({ subject }) => subject);

	async function enroll(campaign: Campaign, keys: string[]): Promise<void> {
		await upsert(keys);
		await store.campaigns.save(campaign, host.now());
		const outcomes = await store.campaigns.enroll(campaign.id, keys, host.now());
		expect(outcomes.filter(({ ok }) => !ok)).toEqual([]);
	}

	async function until(what: string, holds: () => boolean | Promise<boolean>, timeoutMs = 300_000): Promise<void> {
		const deadline = Date.now() + timeoutMs;
		while (!(await holds())) {
			if (Date.now() > deadline) throw new Error(`After ${timeoutMs / 1000} s it still does not hold: ${what}`);
			await sleep(50);
		}
	}

	it('is not activated with a campaign that has mistakes, and says why', async () => {
		const bad = host.workflow('badCampaign', stepDue({ ...campaignOf('bad'), steps: [{ id: 'one', afterDays: -1 }] }));
		await host.client.saveWorkflow(bad);
		await expect(host.client.publish('badCampaign')).rejects.toThrow(/The campaign in 'Campaign JSON' has a problem.*afterDays/s);
	}, 120_000);

	it('shows in the editor what waits, without taking it', async () => {
		await enroll(campaignOf('look'), ['look@example.com']);
		await host.client.saveWorkflow(host.workflow('look', stepDue(campaignOf('look'))));
		const { status, items } = await host.client.run('look', TRIGGER);
		expect(status).toBe('success');
		expect(items(TRIGGER)).toMatchObject([{ key: 'look@example.com', nurture: { step: 'one', attempt: 1 } }]);
		expect((await enrollments('look'))[0]).toMatchObject({ state: 'open', passed: [] });
		expect(host.message(host.mail.taken[0]!.text.split(' ')[0]!)).toBeUndefined();
	}, 60_000);

	it('loses nothing when it is deactivated in mid-campaign, and goes on with a new version', async () => {
		const keys = keysOf('edit', 60);
		const campaign = campaignOf('edit');
		await enroll(campaign, keys);
		await host.client.saveWorkflow(host.workflow('edit', stepDue(campaign)));
		await host.client.publish('edit');
		await until('20 mails', () => host.mail.taken.length >= 20);
		await host.client.unpublish('edit');
		await until('no mail on its way', () => host.queue('edit').leased === 0);
		const { length } = host.mail.taken;
		expect(length).toBeLessThan(60);
		await sleep(6_000);
		expect(host.mail.taken).toHaveLength(length);

		const changed = campaignOf('edit', { version: 2, steps: campaign.steps.map((step) => ({ ...step, content: { subject: `New text of ${step.id}` } })) });
		await host.client.saveWorkflow(host.workflow('edit', stepDue(changed)));
		await host.client.publish('edit');
		await until('all have got all', async () => {
			await hurry(host, store, 'edit');
			return host.mail.taken.length >= 180;
		});
		await until('all is acknowledged', () => host.queue('edit').leased === 0);
		for (const key of keys) expect(sentTo(key)).toEqual(STEPS);
		const texts = host.mail.taken.map(({ text }) => text.slice(text.indexOf(' ') + 1));
		expect(texts.slice(length).every((text) => text.startsWith('New text'))).toBe(true);
		await host.client.unpublish('edit');
	}, 240_000);

	it('backs off from a mail server that is down, shows what has failed, and sends it when asked', async () => {
		const keys = keysOf('down', 20);
		const campaign = campaignOf('down', { steps: [{ id: 'one', afterDays: 0 }] });
		await enroll(campaign, keys);
		await host.mail.down();
		await host.client.saveWorkflow(host.workflow('down', stepDue(campaign, { maxAttempts: 2 })));
		await host.client.publish('down');
		await until('all have failed once', async () => (await enrollments('down')).every(({ reason }) => reason?.startsWith('Attempt 1 failed')));
		for (const { state, dueAt } of await enrollments('down')) {
			expect(state).toBe('open');
			expect(dueAt).toBeGreaterThan(0);
		}
		await until('all have failed for good', async () => {
			await hurry(host, store, 'down');
			return (await enrollments('down')).every(({ state }) => state === 'failed');
		});
		for (const { reason } of await enrollments('down')) expect(reason).toMatch(/^Could not be sent: .*connect/i);
		expect(host.attempts('down')).toEqual(keys.map(() => 2));

		await host.mail.up();
		expect(await store.campaigns.retry({ campaignId: 'down' }, host.now())).toBe(20);
		await until('all have ended', async () => (await enrollments('down')).every(({ state }) => state === 'ended'));
		for (const key of keys) expect(sentTo(key)).toEqual(['one']);
		await host.client.unpublish('down');
	}, 240_000);

	it('backs off from a mail server that is down for an hour, and does not storm it when it returns', async () => {
		const keys = keysOf('hour', 20);
		const campaign = campaignOf('hour', { steps: ['one', 'two'].map((step) => ({ id: step, afterDays: 0 })) });
		await enroll(campaign, keys);
		await host.mail.down();
		await host.client.saveWorkflow(host.workflow('hour', stepDue(campaign)));
		const downUntil = host.now() + 3_600_000;
		await host.client.publish('hour');
		await until('the hour is over', async () => {
			await hurry(host, store, 'hour');
			return host.now() >= downUntil;
		});
		await until('no mail on its way', () => host.queue('hour').leased === 0);
		// Pauses of 10 s that double.
		for (const attempts of host.attempts('hour')) expect(attempts).toBeLessThanOrEqual(9);
		expect(host.attempts('hour')).toHaveLength(20);

		host.mail.mostAtOnce = 0;
		await host.mail.up();
		await until('all have ended', async () => {
			await hurry(host, store, 'hour');
			return (await enrollments('hour')).every(({ state }) => state === 'ended');
		});
		expect(host.mail.mostAtOnce).toBeLessThanOrEqual(CONCURRENCY);
		for (const key of keys) expect(sentTo(key)).toEqual(['one', 'two']);
		const [first, last] = [host.mail.taken[0]!.at, host.mail.taken.at(-1)!.at];
		console.log(`${host.mail.taken.length} mails within ${last - first} ms, at most ${host.mail.mostAtOnce} at once`);
		await host.client.unpublish('hour');
	}, 240_000);

	it('tells on activation which store cannot be reached, and what to do', async () => {
		const port = await freePort();
		const nowhere = await host.storeCredential('Nowhere', { backend: 'postgres', host: '127.0.0.1', port, database: 'leads', user: 'n8n', password: 'secret', ssl: 'disable' });
		await host.client.saveWorkflow(host.workflow('nowhere', stepDue(campaignOf('nowhere')), nowhere));
		const begin = Date.now();
		const told = await host.client.publish('nowhere').then(() => '', (error: Error) => error.message);
		console.log(`After ${Date.now() - begin} ms: ${told}`);
		expect(told).toContain(`Cannot reach the lead store at 127.0.0.1:${port}/leads`);
		expect(told).toContain('Check that the server runs');
		await host.client.unpublish('nowhere');
	}, 240_000);

	it('picks up within a second what a workflow on the same machine has brought about', async () => {
		const campaign = campaignOf('quick', { steps: [{ id: 'one', afterDays: 0 }], model: 'quick' });
		await store.models.save({ ...pointsModel, id: 'quick' }, host.now());
		await host.client.saveWorkflow(host.workflow('quick', stepDue(campaign)));
		await host.client.publish('quick');
		const delays: number[] = [];
		for (let turn = 0; turn < 3; turn++) {
			const key = `quick${turn}@example.com`;
			await upsert([key]);
			await host.client.saveWorkflow(host.scoring('scoring', key, JSON.stringify({ ...pointsModel, id: 'quick' })));
			const run = await host.client.run('scoring', 'Start');
			expect(run.error).toBeUndefined();
			const scoredAt = Date.now();
			await until('the mail', () => sentTo(key).length === 1);
			delays.push(host.mail.taken.find(({ to }) => to === key)!.at - scoredAt);
		}
		console.log(`Mails after ${delays.join(', ')} ms`);
		expect(Math.min(...delays)).toBeLessThan(1_000);
	}, 120_000);

	it('picks up within a second what another process has written to the embedded store', async () => {
		const campaign = campaignOf('outside', { steps: [{ id: 'one', afterDays: 0 }] });
		await host.client.saveWorkflow(host.workflow('outside', stepDue(campaign)));
		await host.client.publish('outside');
		const delays: number[] = [];
		for (const key of keysOf('outside', 3)) {
			await enroll(campaign, [key]);
			const enrolledAt = Date.now();
			await until('the mail', () => sentTo(key).length === 1);
			delays.push(host.mail.taken.at(-1)!.at - enrolledAt);
		}
		console.log(`Mails after ${delays.join(', ')} ms`);
		expect(Math.min(...delays)).toBeLessThan(1_000);
		await host.client.unpublish('outside');
	}, 120_000);

	it('shares the work of two n8n on one PostgreSQL store, within a second, and sends nothing twice', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'lead-scoring-postgres-'));
		const { stop, host: address, port, database, user, password } = await startPostgres(folder);
		const config: PostgresConfig = { backend: 'postgres', host: address, port, database, user, password, schema: 'leads', ssl: 'disable' };
		const other = await CampaignHost.start({ ...config });
		await other.putForward(host.now() - other.now());
		const shared = await openLeadRepository(config);
		try {
			const campaign = campaignOf('both', { steps: [{ id: 'one', afterDays: 0 }] });
			const here = await host.storeCredential('Shared', { ...config });
			await host.client.saveWorkflow(host.workflow('both', stepDue(campaign), here));
			await other.client.saveWorkflow(other.workflow('both', stepDue(campaign)));
			for (const { client } of [host, other]) await client.publish('both');
			const enrollShared = async (keys: string[]) => {
				await shared.leads.upsert(keys.map((key) => ({ key, attributes: { email: key }, consent: 'granted' })), host.now());
				await shared.campaigns.enroll('both', keys, host.now());
				return Date.now();
			};
			const mails = () => [...host.mail.taken, ...other.mail.taken];
			const delays: number[] = [];
			for (const key of keysOf('soon', 3)) {
				const enrolledAt = await enrollShared([key]);
				await until('the mail', () => mails().some(({ to }) => to === key));
				delays.push(mails().find(({ to }) => to === key)!.at - enrolledAt);
			}
			await enrollShared(keysOf('both', 200));
			await until('all have ended', async () => (await shared.campaigns.enrollments({ campaignId: 'both', state: 'open', after: null, limit: 1 })).rows.length === 0);
			console.log(`Mails after ${delays.join(', ')} ms; ${host.mail.taken.length} by one n8n, ${other.mail.taken.length} by the other`);
			expect(Math.min(...delays)).toBeLessThan(1_000);
			expect(mails().map(({ to }) => to).sort()).toEqual([...keysOf('soon', 3), ...keysOf('both', 200)].sort());
			for (const { taken } of [host.mail, other.mail]) expect(taken.length).toBeGreaterThan(10);
			await host.client.unpublish('both');
		} finally {
			await other.stop();
			await shared.close();
			await stop();
			await rm(folder, { recursive: true, force: true });
		}
	}, 600_000);
});
