import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startPostgres, type RunningPostgres } from '../../host/startPostgres';
import { openLeadRepository, type LeadRepository, type PostgresConfig } from '../../store';
import { killServer } from './killServer';
import { querySql } from './querySql';
import { startWire, type Wire } from './startWire';

/** How long the store tries again while the server is away. */
const AWAY_MS = 60_000;

describe('a write on PostgreSQL whose answer gets lost', () => {
	let folder: string;
	let server: RunningPostgres;
	let config: PostgresConfig;
	let wire: Wire;
	let repository: LeadRepository;

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'lost-answers-'));
		server = await startPostgres(folder);
		const { host, port, database, user, password } = server;
		config = { backend: 'postgres', host, port, database, user, password, schema: 'leads' };
		wire = await startWire(server);
		repository = await openLeadRepository({ ...config, port: wire.port }, AWAY_MS);
	}, 120_000);
	afterAll(async () => {
		await repository.close();
		await wire.cut();
		await server.stop();
		await rm(folder, { recursive: true, force: true });
	});

	const write = (key: string) => repository.leads.upsert([{ key, attributes: { jobTitle: 'CTO' } }], Date.now());
	/** How often the store has asked after a commit that never arrived. */
	const timesAsked = async (): Promise<number> => (await querySql(config, 'select from receipt where committed = 0')).length;
	/** Until then the server holds what the first attempt wrote, and the second one waits for it. */
	const untilAsked = async (before: number): Promise<void> => {
		while ((await timesAsked()) === before) await pause(10);
	};
	/** What it tells is what became of it, and it took place once. */
	const expectWritten = async (key: string, writing: ReturnType<typeof write>): Promise<void> => {
		expect(await writing).toEqual([expect.objectContaining({ ok: true, created: true })]);
		expect(await querySql(config, `select key, revision from lead join lead_revision on lead_id = id where key = '${key}'`)).toEqual([{ key, revision: '1' }]);
	};

	it('is not done again if it was committed', async () => {
		const [caught, writing] = [wire.catchCommit(), write('committed@acme.no')];
		const { deliver, hangUp } = await caught;
		await deliver();
		hangUp();
		await expectWritten('committed@acme.no', writing);
	});

	it('is done again if the commit never arrived, and that one is refused should it still come', async () => {
		const before = await timesAsked();
		const [caught, writing] = [wire.catchCommit(), write('rolled.back@acme.no')];
		const { deliver, hangUp } = await caught;
		hangUp();
		await untilAsked(before);
		await deliver();
		await expectWritten('rolled.back@acme.no', writing);
	});

	it('tells of activities that were copied what became of them, as of any', async () => {
		const record = async (name: string) => {
			const visits = Array.from({ length: 50 }, (_, n) => ({ lead: 'copied@acme.no', id: `${name}${n}`, type: 'visit', at: n }));
			return (await repository.activities.record(visits, Date.now())).filter((outcome) => outcome.ok && !outcome.known).length;
		};
		const [first, keeping] = [wire.catchCommit(), record('kept')];
		const kept = await first;
		await kept.deliver();
		kept.hangUp();
		expect(await keeping).toBe(50);

		const before = await timesAsked();
		const [second, losing] = [wire.catchCommit(), record('lost')];
		const lost = await second;
		lost.hangUp();
		await untilAsked(before);
		await lost.deliver();
		expect(await losing).toBe(50);
		expect(await querySql(config, "select count(*) from activity join alias using (lead_id) where alias = 'copied@acme.no'")).toEqual([{ count: '100' }]);
	});

	it('keeps nobody waiting for ever if its process hangs before the commit, and is done again when that goes on', async () => {
		await write('hanging@acme.no');
		const change = (store: LeadRepository, attributes: Record<string, unknown>) => store.leads.upsert([{ key: 'hanging@acme.no', attributes }], Date.now());
		const other = await openLeadRepository(config);
		const [caught, writing] = [wire.catchCommit(), change(repository, { jobTitle: 'CEO' })];
		const { hangUp } = await caught;
		expect(await change(other, { city: 'Oslo' })).toEqual([expect.objectContaining({ ok: true })]);
		hangUp();
		expect(await writing).toEqual([expect.objectContaining({ ok: true })]);
		expect((await other.leads.get('hanging@acme.no'))?.attributes).toMatchObject({ jobTitle: 'CEO', city: 'Oslo' });
		await other.close();
	}, 120_000);

	it('can be asked for a day', async () => {
		const [old, recent] = [24.5, 23.5].map((hours) => `${Date.now() - hours * 3_600_000}-some`);
		await querySql(config, `insert into receipt values ('${old}', 1), ('${recent}', 1)`);
		// Now and then, old ones are cleared away.
		const random = jest.spyOn(Math, 'random').mockReturnValue(0);
		await write('clears.away@acme.no');
		random.mockRestore();
		expect(await querySql(config, `select id from receipt where id in ('${old}', '${recent}')`)).toEqual([{ id: recent }]);
	});

	it('is done again if the server crashed before it was on the disk, whatever came in its place', async () => {
		await write('before@acme.no');
		// From here on it fits a page of the log, which is not written before it is full or something is committed.
		await querySql(config, 'select pg_switch_wal()');
		const [caught, writing] = [wire.catchCommit(), write('crashed@acme.no')];
		await caught;
		await killServer(server.pid);
		await wire.cut();
		await server.stop(0);
		server = await startPostgres(folder, config.port);
		// Others now get the numbers that the server had given to the transactions that are lost.
		for (let other = 0; other < 20; other++) await querySql(config, `create table other_${other} (id integer)`);
		await wire.mend();
		await expectWritten('crashed@acme.no', writing);
	}, 120_000);
});
