import { setTimeout as sleep } from 'node:timers/promises';
import { compileModel } from '../../engine';
import { evenDraw } from '../../engine/hashing/evenDraw';
import { openLeadRepository, scoreKeys, type LeadRepository, type StoredEnrollment } from '../../store';
import { CampaignHost } from './CampaignHost.ts';
import { campaignOf, STEPS } from './campaignOf.ts';
import { hurry } from './hurry.ts';
import type { TakenMail } from './MailServer.ts';
import { pointsModel } from '../pointsModel.ts';

const LEADS = Number(process.env.LEAD_SCORING_LEADS ?? 60);
const KILLS = Number(process.env.LEAD_SCORING_KILLS ?? 2);
const SEED = process.env.LEAD_SCORING_SEED ?? '1';

/** The part of the mails that the mail server refuses, and of the leads that must get no more at some moment. */
const REFUSED = 0.1;
const CHANGED = 0.2;
const LONGEST_PAUSE_MS = 300;
/** As the trigger has it: so long nobody takes what n8n had taken when it died. */
const LEASE_MS = 60_000;
const HOUR_MS = 3_600_000;
const MAILS = LEADS * STEPS.length;
const changes = ['suppressed', 'converted', 'withdrawn'] as const;

const draw = (what: string): number => evenDraw(SEED, what);

const scorer = compileModel(pointsModel);
const campaign = campaignOf('killed');

/** From when on a lead must get no more. */
interface Change {
	at: number;
	/** n8n had taken a step for it at that moment, and was about to send it. */
	onItsWay: boolean;
}

const keys = Array.from({ length: LEADS }, (_, n) => `lead${n}@example.com`);
const unasked = Array.from({ length: Math.ceil(LEADS / 20) }, (_, n) => `unasked${n}@example.com`);
const changing = keys.slice(0, Math.ceil(LEADS * CHANGED));

describe('a campaign whose n8n is killed', () => {
	let host: CampaignHost;
	let store: LeadRepository;
	const changed = new Map<string, Change>();
	let refusals = 0;
	/** The last error of each message, by its id. */
	const failures = new Map<string, string>();

	beforeAll(async () => {
		host = await CampaignHost.start();
		store = await openLeadRepository({ backend: 'sqlite', name: 'default', folder: host.storeFolder });
		await store.models.save(pointsModel, host.now());
		host.mail.refuses = (mail) => {
			const refused = draw(`mail ${mail}`) < REFUSED;
			if (refused) refusals += 1;
			return refused;
		};
	}, 400_000);
	afterAll(async () => {
		await store?.close();
		await host?.stop();
	}, 60_000);

	const score = (which: readonly string[]) => scoreKeys({ repository: store, modelId: pointsModel.id, scorer, clock: () => host.now(), runId: String(host.now()) }, which);
	const enrollments = async (): Promise<StoredEnrollment[]> => (await store.campaigns.enrollments({ campaignId: campaign.id, after: null, limit: 10_000 })).rows;

	/** Goes on with the campaign, step by step, without waiting for the days between. */
	async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
		const deadline = Date.now() + 300_000;
		while (!(await holds())) {
			for (const { id, error } of host.failures()) failures.set(id, error);
			if (Date.now() > deadline) throw new Error(`After 300 s it still does not hold: ${what}`);
			await hurry(host, store, campaign.id, HOUR_MS);
			await sleep(50);
		}
	}

	async function change(key: string, isAlive: boolean): Promise<void> {
		const how = changes[keys.indexOf(key) % changes.length];
		if (how === 'suppressed') await store.suppressions.add(key, 'unsubscribed', host.now());
		else await store.leads.upsert([how === 'converted' ? { key, attributes: { points: 80 } } : { key, consent: 'withdrawn' }], host.now());
		if (how === 'converted') await score([key]);
		changed.set(key, { onItsWay: isAlive && host.isOnItsWay(key), at: Date.now() });
	}

	async function kill(n: number): Promise<void> {
		await sleep(draw(`pause ${n}`) * LONGEST_PAUSE_MS);
		await host.kill();
		for (const [index, key] of changing.entries()) if (!changed.has(key) && index % (2 * KILLS) === 2 * n) await change(key, false);
		await host.putForward(LEASE_MS);
		await host.startN8n();
	}

	it(`sends each step to whom it is for, again only across a kill, ${KILLS} times`, async () => {
		await store.campaigns.save(campaign, host.now());
		await store.leads.upsert(keys.map((key) => ({ key, attributes: { email: key, points: 60 }, consent: 'granted' })), host.now());
		await store.leads.upsert(unasked.map((key) => ({ key, attributes: { email: key, points: 60 } })), host.now());
		await score([...keys, ...unasked]);
		expect(await enrollments()).toHaveLength(keys.length + unasked.length);

		const plan = [
			...Array.from({ length: KILLS }, (_, n) => ({ after: MAILS * (0.05 + 0.75 * draw(`kill ${n}`)), act: () => kill(n) })),
			...changing.filter((_, index) => index % 2 === 1).map((key) => ({ after: MAILS * (0.05 + 0.5 * draw(key)), act: () => change(key, true) })),
		].sort((one, other) => one.after - other.after);
		const begin = Date.now();
		await host.client.saveWorkflow(host.workflow('killed', { event: 'stepDue', campaignSource: 'json', campaignJson: JSON.stringify(campaign) }));
		await host.client.publish('killed');
		for (const { after, act } of plan) {
			await until(`${after} mails`, () => host.mail.taken.length >= after);
			await act();
		}
		await until('nothing is left to send', async () => (await enrollments()).every(({ state }) => state === 'ended' || state === 'blocked'));

		const mailsOf = new Map<string, TakenMail[]>([...keys, ...unasked].map((key) => [key, []]));
		for (const mail of host.mail.taken) mailsOf.get(mail.to)!.push(mail);
		const stepsOf = (mails: readonly TakenMail[]): string[] => [...new Set(mails.map(({ subject }) => subject))];
		const againOf = (mails: readonly TakenMail[]) => mails.flatMap((mail, index) => {
			const before = mails.slice(0, index).findLast(({ subject }) => subject === mail.subject);
			return before ? [{ before, mail }] : [];
		});
		const again = [...mailsOf.values()].flatMap(againOf);
		const withoutKill = again.filter(({ before, mail }) => host.begunBy(before) === host.begunBy(mail));
		const late = [...changed].map(([key, { at, onItsWay }]) => ({ onItsWay, count: mailsOf.get(key)!.filter((mail) => mail.at > at).length }));
		console.log(
			`${LEADS} leads, ${KILLS} kills, ${refusals} mails refused: ${host.mail.taken.length} mails within ${Math.round((Date.now() - begin) / 1000)} s, ` +
				`${again.length} of them again, ${withoutKill.length} of these without a kill between; ${changed.size} leads were to get no more, of whom ` +
				`${late.filter(({ onItsWay }) => onItsWay).length} had a mail on its way`,
		);

		for (const key of keys.filter((each) => !changed.has(each))) expect([key, stepsOf(mailsOf.get(key)!)]).toEqual([key, STEPS]);
		for (const key of changing) expect([key, stepsOf(mailsOf.get(key)!)]).toEqual([key, STEPS.slice(0, stepsOf(mailsOf.get(key)!).length)]);
		for (const key of unasked) expect(mailsOf.get(key)).toEqual([]);
		expect(changed.size).toBe(changing.length);
		expect(late.filter(({ onItsWay, count }) => count > (onItsWay ? 1 : 0))).toEqual([]);
		expect(withoutKill.map((pair) => ({ ...pair, lastError: failures.get(pair.mail.text.split(' ')[0]!) }))).toEqual([]);
		for (const { before, mail } of again) expect(mail.text).toBe(before.text);
		expect(refusals).toBeGreaterThan(0);
	}, 3_600_000);
});
