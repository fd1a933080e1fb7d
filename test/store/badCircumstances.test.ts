import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, openSync, readFileSync, statSync, writeFileSync, writeSync, closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../host/freePort';
import { LeadStoreError, openLeadRepository, type LeadStoreConfig, type SqliteConfig } from '../../store';
import { backends } from './backends';
import { querySql } from './querySql';

const isRoot = process.getuid?.() === 0;
const MEBIBYTE = 1_048_576;
const keys = Array.from({ length: 300 }, (_, n) => `lead${n}@acme.no`);

/** What the store says against being used; it must say something, and what to do. */
async function complaint(use: () => Promise<unknown>): Promise<LeadStoreError> {
	const error = await use().then(
		() => null,
		(thrown: unknown) => thrown,
	);
	expect(error).toBeInstanceOf(LeadStoreError);
	expect((error as LeadStoreError).remedy).not.toBe('');
	return error as LeadStoreError;
}

const fill = async (config: LeadStoreConfig): Promise<void> => {
	const repository = await openLeadRepository(config);
	await repository.leads.upsert(keys.map((key) => ({ key, attributes: { jobTitle: 'CTO' } })), Date.now());
	await repository.close();
};
const use = async (config: LeadStoreConfig): Promise<void> => {
	const repository = await openLeadRepository(config);
	try {
		await repository.leads.upsert([{ key: 'one.more@acme.no' }], Date.now());
	} finally {
		await repository.close();
	}
};
const expectAllThere = async (config: LeadStoreConfig): Promise<void> => {
	const repository = await openLeadRepository(config);
	const { rows } = await repository.leads.list({ after: null, limit: 10_000 });
	expect(rows.map(({ key }) => key)).toEqual(expect.arrayContaining(keys));
	await repository.close();
};

describe.each(backends)('a store on $name', ({ emptyStore }) => {
	it('that a newer version has written is left alone', async () => {
		const config = await emptyStore();
		await fill(config);
		await querySql(config, "insert into kysely_migration (name, timestamp) values ('9999-of-tomorrow', '2030-01-01') returning name");
		const { code, message, remedy } = await complaint(() => use(config));
		expect({ code, message }).toEqual({ code: 'newerSchema', message: expect.stringMatching(/^A newer version of this package has written the lead store /) });
		expect(remedy).toContain('Update n8n-nodes-lead-scoring');
		await querySql(config, "delete from kysely_migration where name = '9999-of-tomorrow' returning name");
		await expectAllThere(config);
	});
});

describe('a store on SQLite', () => {
	let config: SqliteConfig;
	let file: string;

	beforeEach(async () => {
		config = (await backends[0]!.emptyStore()) as SqliteConfig;
		file = join(config.folder, `${config.name}.sqlite`);
	});

	it.each([
		['whose header is overwritten', 0, 100],
		['that was something else from the start', 0, Infinity],
		['of which all but the header is overwritten', 100, Infinity],
	])('%s is not touched, and reads again when restored', async (_what, from, to) => {
		await fill(config);
		const backup = `${file}.backup`;
		copyFileSync(file, backup);
		const handle = openSync(file, 'r+');
		writeSync(handle, Buffer.alloc(Math.min(to, statSync(file).size) - from, 'no database '), 0, undefined, from);
		closeSync(handle);
		const damaged = readFileSync(file);
		const { code, message, remedy } = await complaint(() => use(config));
		expect({ code, message, remedy }).toEqual({ code: 'corrupt', message: expect.stringContaining('The lead store "test"'), remedy: expect.stringContaining('backup') });
		expect(readFileSync(file).equals(damaged)).toBe(true);
		copyFileSync(backup, file);
		await expectAllThere(config);
	});

	it('whose file is not a database at all says so, and leaves it as it is', async () => {
		writeFileSync(file, 'Dear diary, this is a text of some length. '.repeat(100));
		const before = readFileSync(file);
		expect(await complaint(() => use(config))).toMatchObject({ code: 'corrupt', message: expect.stringContaining('no lead store') });
		expect(readFileSync(file).equals(before)).toBe(true);
	});

	it('whose folder cannot be made says so', async () => {
		const inTheWay = join(config.folder, 'a-file');
		writeFileSync(inTheWay, '');
		const error = await complaint(() => use({ ...config, folder: join(inTheWay, 'below') }));
		expect(error).toMatchObject({ code: 'refused', message: expect.stringContaining('Cannot open the lead store "test"'), remedy: expect.stringContaining('user folder') });
	});

	// Root may write everywhere; without the right to mount there is no small disk.
	const small = mkdtempSync(join(tmpdir(), 'small-disk-'));
	const mount = (...options: string[]): boolean => {
		try {
			execFileSync('mount', options, { stdio: 'ignore' });
			return true;
		} catch {
			return false;
		}
	};
	const hasSmallDisk = isRoot && mount('-t', 'tmpfs', '-o', `size=${4 * MEBIBYTE}`, 'tmpfs', small);
	afterAll(() => {
		if (hasSmallDisk) execFileSync('umount', ['-l', small]);
	});

	(hasSmallDisk ? it : it.skip)('on a full disk keeps what it has, refuses the rest as a whole, and goes on when there is space', async () => {
		const onDisk: SqliteConfig = { ...config, folder: small, name: 'full' };
		await fill(onDisk);
		const ballast = join(small, 'ballast');
		const repository = await openLeadRepository(onDisk);
		writeFileSync(ballast, Buffer.alloc(MEBIBYTE));
		let acknowledged = 0;
		const batch = (n: number) => Array.from({ length: 100 }, (_, index) => ({ lead: keys[index]!, id: `${n}.${index}`, type: 'page_view', at: Date.now(), properties: { text: 'x'.repeat(500) } }));
		const error = await complaint(async () => {
			for (;; acknowledged++) await repository.activities.record(batch(acknowledged), Date.now());
		});
		expect(error).toMatchObject({ code: 'full', message: 'The disk is full: the lead store "full" cannot grow' });
		expect(acknowledged).toBeGreaterThan(0);
		const countOf = async () => (await repository.activities.list(keys[0]!, { after: null, limit: 1_000 })).rows.length;
		expect(await countOf()).toBe(acknowledged);
		writeFileSync(ballast, '');
		await repository.activities.record(batch(acknowledged), Date.now());
		expect(await countOf()).toBe(acknowledged + 1);
		await repository.close();
		await expectAllThere(onDisk);
		expect(await querySql(onDisk, 'pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
	});

	(hasSmallDisk ? it : it.skip)('on a disk that is read-only says so, and goes on when that is mended', async () => {
		const onDisk: SqliteConfig = { ...config, folder: small, name: 'locked' };
		await fill(onDisk);
		expect(mount('-o', 'remount,ro', small)).toBe(true);
		const error = await complaint(() => use(onDisk));
		expect(mount('-o', 'remount,rw', small)).toBe(true);
		expect(error).toMatchObject({ code: 'readOnly', message: expect.stringContaining('lead store "locked"') });
		await expectAllThere(onDisk);
		await use(onDisk);
	});

	(isRoot ? it.skip.each : it.each)([
		['file', 0o400, 0o700],
		['folder', 0o600, 0o500],
	])('whose %s is read-only says so, and goes on when that is mended', async (_what, modeOfFile, modeOfFolder) => {
		await fill(config);
		chmodSync(file, modeOfFile);
		chmodSync(config.folder, modeOfFolder);
		const error = await complaint(() => use(config));
		chmodSync(config.folder, 0o700);
		chmodSync(file, 0o600);
		expect(error).toMatchObject({ code: 'readOnly', message: expect.stringContaining('lead store "test"') });
		await expectAllThere(config);
	});
});

describe('a store on PostgreSQL', () => {
	const emptyStore = async () => {
		const config = await backends[1]!.emptyStore();
		if (config.backend !== 'postgres') throw new Error('The second backend is PostgreSQL');
		return config;
	};

	it.each([
		['password', 'refused', /refused the log-in: .*password/, /Correct 'User', 'Password'/],
		['user', 'refused', /refused the log-in/, /Correct 'User', 'Password'/],
		['database', 'refused', /has no such database/, /Create the database, or correct 'Database'/],
	])('asked with the wrong %s says so, and never tells the password', async (field, code, says, does) => {
		const config = await emptyStore();
		const secret = 'not-the-password';
		const error = await complaint(() => use({ ...config, [field]: secret }));
		expect(error).toMatchObject({ code, message: expect.stringMatching(says), remedy: expect.stringMatching(does) });
		expect(error.message).toContain(`The lead store at ${config.host}:${config.port}/`);
		if (field === 'password') expect(JSON.stringify([error.message, error.remedy])).not.toContain(secret);
	});

	it('whose server is away at the start names it after some seconds of trying', async () => {
		const config = { ...(await emptyStore()), port: await freePort() };
		const error = await complaint(() => use(config));
		expect(error).toMatchObject({ code: 'unreachable', message: expect.stringContaining(`Cannot reach the lead store at 127.0.0.1:${config.port}`), remedy: expect.stringContaining("'Host' and 'Port'") });
	}, 60_000);
});
