import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { isAlive } from '../../../host/isAlive.ts';
import { isPortTaken } from '../../../host/isPortTaken.ts';
import { startPostgres, type RunningPostgres } from '../../../host/startPostgres.ts';

async function query({ host, port, database, user, password }: RunningPostgres, sql: string): Promise<unknown[]> {
	const client = new Client({ host, port, database, user, password });
	await client.connect();
	return client.query(sql).then(({ rows }) => rows as unknown[]).finally(() => client.end());
}

test('what is in it survives a stop, and a kill', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'start-postgres-'));
	const first = await startPostgres(folder);
	expect(isAlive(first.pid)).toBe(true);
	await query(first, "create table kept as select 'Sigríður Jónsdóttir' as name");
	await first.stop();
	expect([isAlive(first.pid), await isPortTaken(first.port)]).toEqual([false, false]);

	const second = await startPostgres(folder, first.port);
	expect(await query(second, 'select name from kept')).toEqual([{ name: 'Sigríður Jónsdóttir' }]);
	process.kill(second.pid, 'SIGKILL');
	await second.stop();

	const third = await startPostgres(folder);
	expect(await query(third, 'select count(*)::int from kept')).toEqual([{ count: 1 }]);
	await third.stop();
	await rm(folder, { recursive: true });
}, 120_000);

test('a port that is taken is told', async () => {
	const [folder, other] = [await mkdtemp(join(tmpdir(), 'start-postgres-')), await mkdtemp(join(tmpdir(), 'start-postgres-'))];
	const running = await startPostgres(folder);
	await expect(startPostgres(other, running.port)).rejects.toThrow(/PostgreSQL ended while starting[^]*Address already in use/);
	await running.stop();
	await Promise.all([folder, other].map((each) => rm(each, { recursive: true })));
}, 120_000);
