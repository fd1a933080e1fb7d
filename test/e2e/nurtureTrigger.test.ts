import { setTimeout as sleep } from 'node:timers/promises';
import { parseCampaign, type Campaign } from '../../engine';
import { openLeadRepository, type LeadRepository, type StoredEnrollment } from '../../store';
import { CampaignHost, TRIGGER } from './CampaignHost.ts';

const CONCURRENCY = 5;
const STEPS = ['one', 'two', 'three'];

function campaignOf(id: string, more: object = {}): Campaign {
	const checked = parseCampaign({
		format: 1,
		id,
		name: id,
		version: 1,
		enter: { bands: ['nurture'] },
		goal: { bands: ['sales'] },
		steps: STEPS.map((step, index) => ({ id: step, afterDays: index === 0 ? 0 : 1, content: { subject: `Text of ${step}` } })),
		...more,
	});
	if (!checked.ok) throw new Error(JSON.stringify(checked.issues));
	return checked.campaign;
}

const stepDue = (campaign: object, options: object = {}) => ({ event: 'stepDue', campaignSource: 'json', campaignJson: JSON.stringify(campaign), options: { concurrency: CONCURRENCY, ...options } });
const keysOf = (name: string, count: number): string[] => Array.from({ length: count }, (_, index) => `${name}${index}@example.com`);

describe('Nurture Campaign Trigger in n8n', () => {
	let host: CampaignHost;
	let store: LeadRepository;

	beforeAll(async () => {
		host = await CampaignHost.start();
		store = await openLeadRepository({ backend: 'sqlite', name: 'default', folder: host.storeFolder });
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

	async function until(what: string, holds: () => boolean | Promise<boolean>, timeoutMs = 90_000): Promise<void> {
		const deadline = Date.now() + timeoutMs;
		while (!(await holds())) {
			if (Date.now() > deadline) throw new Error(`After ${timeoutMs / 1000} s it still does not hold: ${what}`);
			await sleep(50);
		}
	}

	/** Puts the clock forward to when something is due next, but never while a mail is on its way: its lease would run out. */
	async function hurry(campaignId: string): Promise<void> {
		const { leased, next } = host.queue(campaignId);
		const wait = (next ?? 0) - host.now();
		if (leased === 0 && wait > 0) await host.putForward(wait + 20_000);
	}

	it('is not activated with a campaign that has mistakes, and says why', async () => {
		const bad = host.workflow('badCampaign', stepDue({ ...campaignOf('bad'), steps: [{ id: 'one', afterDays: -1 }] }));
		await host.client.saveWorkflow(bad);
		await expect(host.client.publish('badCampaign')).rejects.toThrow(/The campaign in 'Campaign JSON' has a problem/);
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
			await hurry('edit');
			return host.mail.taken.length >= 180;
		}, 120_000);
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
			await hurry('down');
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
});
