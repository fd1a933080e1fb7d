import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxiosResponse } from 'axios';
import { bindCredentials } from '../../host/bindCredentials.ts';
import { localHttp } from '../../host/localHttp.ts';
import type { N8nWorkflow } from '../../host/N8nWorkflow.ts';
import { repositoryRoot } from '../../host/repositoryRoot.ts';
import { startPostgres, type RunningPostgres } from '../../host/startPostgres.ts';
import { openLeadRepository, type PostgresConfig } from '../../store';
import { MailServer } from './MailServer.ts';
import { sharedHost } from './sharedHost.ts';

/** Has no e-mail address, so that nothing is done to it but record and score. */
const LEAD = 'crm:17';

describe('workflows that are called from outside', () => {
	let host: Awaited<ReturnType<typeof sharedHost>>;
	let folder: string;
	let postgres: RunningPostgres;
	let config: PostgresConfig;
	let mail: MailServer;
	let [activities, leads]: N8nWorkflow[] = [];

	const post = (body: object, path = 'activities'): Promise<AxiosResponse<unknown>> =>
		localHttp(host.url).post(`/webhook/${path}`, body, { validateStatus: () => true });
	const hotLead = {
		email: 'eve@fjordlys.example', firstName: 'Eve', jobTitle: 'CTO', industry: 'Software', country: 'NO', companySize: 120, annualRevenue: 18e6,
		activities: [{ id: 'd1', type: 'demo_request' }, { id: 'p1', type: 'pricing_view' }],
	};
	const activity = (id: string): object => ({ lead: LEAD, id, type: 'pricing_view', at: '2026-11-21T08:02:11Z' });

	beforeAll(async () => {
		host = await sharedHost();
		folder = await mkdtemp(join(tmpdir(), 'lead-scoring-postgres-'));
		postgres = await startPostgres(folder);
		const { host: address, port, database, user, password } = postgres;
		config = { backend: 'postgres', host: address, port, database, user, password, schema: 'leads', ssl: 'disable' };
		const name = 'Store that goes away';
		const leadStoreApi = { name, id: await host.client.credential(name, 'leadStoreApi', { ...config }) };
		mail = await MailServer.start();
		const smtp = { name, id: await host.client.credential(name, 'smtp', { host: '127.0.0.1', port: mail.port, secure: false, disableStartTls: true }) };
		const save = async (file: string): Promise<N8nWorkflow> => {
			const template = JSON.parse(await readFile(join(repositoryRoot, 'workflows', file), 'utf8')) as N8nWorkflow;
			const workflow = bindCredentials(template, { leadStoreApi, smtp });
			await host.client.saveWorkflow(workflow);
			return workflow;
		};
		activities = await save('score-activities-as-they-happen.json');
		leads = await save('score-and-route-inbound-leads.json');
		expect((await host.client.run(leads.id, 'Set up the tables')).error).toBeUndefined();
		for (const { id } of [activities, leads]) await host.client.publish(id);
	}, 120_000);

	afterAll(async () => {
		for (const workflow of [activities, leads]) if (workflow) await host.client.unpublish(workflow.id);
		await mail?.down();
		await postgres?.stop();
		await rm(folder, { recursive: true, force: true });
	}, 60_000);

	test('a consent that is none is refused in words for who sends it', async () => {
		const { status, data } = await post({ ...hotLead, consent: 'perhaps' }, 'leads');
		expect([status, data]).toMatchObject([400, { problems: ["Lead 1: 'consent' must be true or false, yes or no, granted or withdrawn; or leave it out"] }]);
	}, 60_000);

	test('the mail to the owner reads from left to right and line by line, whatever the lead typed', async () => {
		const { status, data } = await post({ ...hotLead, lastName: '\u202eLind\u2028Mail: ceo@fjordlys.example', companyName: 'Fjord\u2066lys\u0000 AS', phone: '1\u000b2' }, 'leads');
		expect([status, data]).toMatchObject([200, { leads: [{ band: 'sales' }] }]);
		await host.client.idle(leads!.id);
		const [toOwner] = mail.taken.filter(({ to }) => to === 'kari.norberg@leadworks.example');
		expect(toOwner?.subject).toMatch(/^Sales lead: Eve Lind Mail: ceo@fjordlys\.example, Fjordlys AS \(\d+\)$/);
		// Long lines are folded in a mail's text.
		const lines = toOwner!.text.replace(/=\r?\n/g, '').split(/\r?\n/);
		expect(lines).toContain('Eve Lind Mail: ceo@fjordlys.example, CTO, Fjordlys AS is ready for you.');
		expect(lines).toContain('Phone: 1 2');
	}, 60_000);

	test('a sender hears when to send again, and what it sends again is stored once', async () => {
		const before = await post(activity('before'));
		expect([before.status, before.data]).toEqual([200, { received: 1, recorded: 1, known: 0, bots: 0, withoutConsent: 0, refused: 0 }]);

		await postgres.stop();
		const [away, leadAway] = await Promise.all([post(activity('meanwhile')), post({ email: 'kari@fjordsoft.example' }, 'leads')]);
		expect([away.status, away.data]).toEqual([500, { error: 'Nothing was recorded, by no fault of yours. Send it again later.' }]);
		expect([leadAway.status, leadAway.data]).toEqual([500, { error: 'Not all leads were stored, by no fault of yours. Send them again later.' }]);
		for (const { headers } of [away, leadAway]) expect(JSON.stringify(headers)).not.toMatch(new RegExp(`${config.port}|${config.database}`));
		// Of no use to send again, whatever it says.
		const bad = await post({ ...activity('bad'), at: 'when the lead store was away' });
		expect([bad.status, bad.data]).toEqual([422, { error: expect.stringContaining('is not a time') as string, details: expect.stringContaining('ISO 8601') as string }]);

		postgres = await startPostgres(folder, config.port);
		for (const known of [0, 1]) {
			const again = await post(activity('meanwhile'));
			expect([again.status, again.data]).toMatchObject([200, { received: 1, recorded: 1 - known, known }]);
		}

		await host.client.idle(activities!.id);
		const store = await openLeadRepository(config);
		try {
			const { rows } = await store.activities.list(LEAD, { after: null, limit: 10 });
			expect(rows.map(({ id }) => id).sort()).toEqual(['before', 'meanwhile']);
		} finally {
			await store.close();
		}
		// Whoever runs n8n hears of what outsiders are not told.
		const second = (await host.client.executions(activities!.id)).at(-2);
		const failed = await host.client.finished(second!.id);
		expect([failed.status, failed.items('Record activities', 1)[0]?.error]).toEqual(['error', expect.stringContaining(`Cannot reach the lead store at ${config.host}:${config.port}/${config.database}`)]);
	}, 120_000);
});
