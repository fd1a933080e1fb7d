import { Client } from 'pg';
import { openLeadRepository, type PostgresConfig } from '../../store';
import { backends } from './backends';

const OPENINGS = 60;

it('a store opens while others make and drop tables in the same database', async () => {
	const config = (await backends[1]!.emptyStore()) as PostgresConfig;
	await (await openLeadRepository(config)).close();
	const { host, port, database, user, password, schema } = config;
	const other = new Client({ host, port, database, user, password });
	await other.connect();
	let isOver = false;
	const tables = Array.from({ length: 30 }, (_, n) => `${schema}_other.t${n}`);
	await other.query(`create schema ${schema}_other`);
	const changing = (async () => {
		while (!isOver) {
			for (const table of tables) await other.query(`create table ${table} (a int, b int, c int)`);
			for (const table of tables) await other.query(`drop table ${table}`);
		}
	})();
	try {
		for (let opening = 0; opening < OPENINGS; opening++) await (await openLeadRepository(config)).close();
	} finally {
		isOver = true;
		await changing;
		await other.end();
	}
}, 60_000);
