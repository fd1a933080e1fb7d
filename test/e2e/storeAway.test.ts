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
import { sharedHost } from './sharedHost.ts';

/** Has no e-mail address, so that nothing is done to it but record and score. */
const LEAD = 'crm:17';

describe('Score activities as they happen, with a store whose server goes away and comes back', () => {
	let host: Awaited<ReturnType<typeof sharedHost>>;
	let folder: string;
	let postgres: RunningPostgres;
	let config: PostgresConfig;
	let workflow: N8nWorkflow;

	const post = (activity: object): Promise<AxiosResponse<unknown>> =>
		localHttp(host.url).post('/webhook/activities', activity, { validateStatus: () => true });
	const activity = (id: string): object => ({ lead: LEAD, id, type: 'pricing_view', at: '2026-11-21T08:02:11Z' });

	beforeAll(async () => {
		host = await sharedHost();
		folder = await mkdtemp(join(tmpdir(), 'lead-scoring-postgres-'));
		postgres = await startPostgres(folder);
		const { host: address, port, database, user, password } = postgres;
		config = { backend: 'postgres', host: address, port, database, user, password, schema: 'leads', ssl: 'disable' };
		const name = 'Store that goes away';
		const leadStoreApi = { name, id: await host.client.credential(name, 'leadStoreApi', { ...config }) };
		// n8n publishes no workflow with a credential missing; nothing is sent.
		const smtp = { name, id: await host.client.credential(name, 'smtp', { host: '127.0.0.1', port: 1, secure: false, disableStartTls: true }) };
		const template = JSON.parse(await readFile(join(repositoryRoot, 'workflows', 'score-activities-as-they-happen.json'), 'utf8')) as N8nWorkflow;
		workflow = bindCredentials(template, { leadStoreApi, smtp });
		await host.client.saveWorkflow(workflow);
		await host.client.publish(workflow.id);
	}, 120_000);

	afterAll(async () => {
		await host.client.unpublish(workflow.id);
		await postgres.stop();
		await rm(folder, { recursive: true, force: true });
	}, 60_000);

	test('a sender hears when to send again, and what it sends again is stored once', async () => {
		const before = await post(activity('before'));
		expect([before.status, before.data]).toEqual([200, { received: 1, recorded: 1, known: 0, bots: 0, withoutConsent: 0, refused: 0 }]);

		await postgres.stop();
		const away = await post(activity('meanwhile'));
		expect([away.status, away.data]).toEqual([500, { error: 'Nothing was recorded, by no fault of yours. Send it again later.' }]);
		expect(JSON.stringify(away.headers)).not.toMatch(new RegExp(`${config.port}|${config.database}`));
		// Of no use to send again, whatever it says.
		const bad = await post({ ...activity('bad'), at: 'when the lead store was away' });
		expect([bad.status, bad.data]).toEqual([422, { error: expect.stringContaining('is not a time') as string, details: expect.stringContaining('ISO 8601') as string }]);

		postgres = await startPostgres(folder, config.port);
		for (const known of [0, 1]) {
			const again = await post(activity('meanwhile'));
			expect([again.status, again.data]).toMatchObject([200, { received: 1, recorded: 1 - known, known }]);
		}

		await host.client.idle(workflow.id);
		const store = await openLeadRepository(config);
		try {
			const { rows } = await store.activities.list(LEAD, { after: null, limit: 10 });
			expect(rows.map(({ id }) => id).sort()).toEqual(['before', 'meanwhile']);
		} finally {
			await store.close();
		}
		// Whoever runs n8n hears of what outsiders are not told.
		const second = (await host.client.executions(workflow.id)).at(-2);
		const failed = await host.client.finished(second!.id);
		expect([failed.status, failed.items('Record activities', 1)[0]?.error]).toEqual(['error', expect.stringContaining(`Cannot reach the lead store at ${config.host}:${config.port}/${config.database}`)]);
	}, 120_000);
});
