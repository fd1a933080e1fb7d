import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, renameSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { startPostgres, type RunningPostgres } from '../../host/startPostgres';
import { LeadStore } from '../../nodes/LeadStore/LeadStore.node';
import { openLeadRepository, type LeadRepository, type PostgresConfig } from '../../store';
import { executeNode, toItems } from '../unit/executeNode';
import { querySql } from './querySql';

const MEBIBYTE = 1_048_576;
const KEY = 'anna@acme.no';

const mountDisk = (folder: string): void => void execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${400 * MEBIBYTE}`, 'tmpfs', folder], { stdio: 'ignore' });
const unmountDisk = (folder: string): void => void execFileSync('umount', ['-l', folder]);

/** Without the right to mount there is no small disk. */
const hasSmallDisk = ((): boolean => {
	const folder = mkdtempSync(join(tmpdir(), 'small-disk-'));
	try {
		mountDisk(folder);
		unmountDisk(folder);
		return true;
	} catch {
		return false;
	}
})();

/** Moves a folder onto a disk of its own. */
function moveToSmallDisk(folder: string): void {
	const { uid, gid } = statSync(folder);
	const before = `${folder}-before`;
	renameSync(folder, before);
	mkdirSync(folder);
	mountDisk(folder);
	chownSync(folder, uid, gid);
	chmodSync(folder, 0o700);
	execFileSync('cp', ['-a', `${before}/.`, folder]);
}

describe('a store on a PostgreSQL server that refuses to write', () => {
	let folder: string;
	let server: RunningPostgres;
	let config: PostgresConfig;
	let repository: LeadRepository;
	let data: string;

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'refusing-postgres-'));
		data = join(folder, 'postgres');
		await (await startPostgres(folder)).stop();
		if (hasSmallDisk) moveToSmallDisk(data);
		server = await startPostgres(folder);
		const { host, port, database, user, password } = server;
		config = { backend: 'postgres', host, port, database, user, password, schema: 'leads' };
		repository = await openLeadRepository(config);
		await repository.leads.upsert([{ key: KEY }], Date.now());
	}, 120_000);
	afterAll(async () => {
		await repository.close();
		await server.stop();
		if (hasSmallDisk) unmountDisk(data);
		await rm(folder, { recursive: true, force: true });
	});

	const admin = (statement: string) => querySql(config, statement);
	const batch = (n: number): (IDataObject & { id: string })[] =>
		Array.from({ length: 100 }, (_, index) => ({ lead: KEY, id: `${n}.${index}`, type: 'page_view', text: 'x'.repeat(2_000) }));
	/** The Lead Store node as a workflow runs it. */
	const run = (parameters: INodeParameters, items: IDataObject[], as: Partial<PostgresConfig> = {}) =>
		executeNode(new LeadStore(), toItems(...items), { parameters, credential: { ...config, ssl: 'disable', ...as } });
	const record = (n: number, as?: Partial<PostgresConfig>) => run({ resource: 'activity', operation: 'record' }, batch(n), as);
	const countOf = async (): Promise<number> => Number((await admin('select count(*) as count from activity'))[0]!.count);
	const complaint = async (work: Promise<unknown>): Promise<unknown> => work.then(() => null, (thrown: unknown) => thrown);

	(hasSmallDisk ? it : it.skip)('because its disk is full says so, has nothing half-written, reads on, and writes on when there is space', async () => {
		const ballast = join(data, 'ballast');
		const { bavail, bsize } = statfsSync(data);
		writeFileSync(ballast, Buffer.alloc(bavail * bsize - 2 * MEBIBYTE));
		let acknowledged = 0;
		const error = await complaint(
			(async () => {
				for (; acknowledged < 1_000; acknowledged++) await record(acknowledged);
			})(),
		);
		expect(error).toMatchObject({
			message: `The disk of the lead store at ${config.host}:${config.port}/${config.database} is full`,
			description: expect.stringContaining('Free some space on that server and run again'),
			context: { itemIndex: 0 },
		});
		expect(acknowledged).toBeGreaterThan(0);
		expect(await countOf()).toBe(100 * acknowledged);
		expect((await repository.leads.get(KEY))?.key).toBe(KEY);

		rmSync(ballast);
		await record(acknowledged);
		expect(await countOf()).toBe(100 * (acknowledged + 1));
	}, 120_000);

	it('because it is read-only says so, reads on, also for who comes new, and writes on when that is mended', async () => {
		const before = await countOf();
		await admin('alter system set default_transaction_read_only = on');
		await admin('select pg_reload_conf()');
		while ((await admin('show default_transaction_read_only'))[0]!.default_transaction_read_only !== 'on');
		const error = await complaint(record(-1));
		const newcomer = await openLeadRepository(config);
		expect((await newcomer.leads.get(KEY))?.key).toBe(KEY);
		await newcomer.close();
		await admin('alter system reset default_transaction_read_only');
		await admin('select pg_reload_conf()');
		expect(error).toMatchObject({
			message: expect.stringMatching(/^The lead store at \S+ is read-only: cannot execute [A-Z ]+ in a read-only transaction$/),
			description: expect.stringContaining('Connect to the primary server'),
		});
		expect(await countOf()).toBe(before);
		while ((await admin('show default_transaction_read_only'))[0]!.default_transaction_read_only !== 'off');
		await record(-1);
		expect(await countOf()).toBe(before + 100);
	});

	it('because the user may only read says so, and reads on', async () => {
		const before = await countOf();
		const reader = { user: 'reader', password: 'reads' };
		await admin(`create role reader login password 'reads'; grant usage on schema leads to reader; grant select on all tables in schema leads to reader`);
		expect(await complaint(record(-2, reader))).toMatchObject({
			message: expect.stringMatching(/^The lead store at \S+ does not let this user do that: permission denied for table \w+$/),
			description: expect.stringContaining('Make the user the owner of the schema and its tables'),
		});
		expect(await countOf()).toBe(before);
		const [[lead] = []] = await run({ resource: 'lead', operation: 'get' }, [{ email: KEY }], reader);
		expect(lead?.json).toMatchObject({ key: KEY });
	});

	it('because the user may make no schema says so', async () => {
		await admin(`create role newcomer login password 'new'`);
		expect(await complaint(record(0, { user: 'newcomer', password: 'new', schema: 'of_its_own' }))).toMatchObject({
			message: expect.stringMatching(/^The lead store at \S+ does not let this user do that: permission denied for database \w+$/),
			description: expect.stringContaining('it needs CREATE on the database'),
		});
	});
});
