import { open, type FileHandle } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { openLeadRepository, type LeadRepository } from '../../store';
import { backends } from './backends';

describe('a write to an embedded store', () => {
	let repository: LeadRepository;
	let handles: FileHandle;

	beforeEach(async () => {
		repository = await openLeadRepository(await backends[0]!.emptyStore());
		const probe = await open(__filename);
		handles = Object.getPrototypeOf(probe) as FileHandle;
		await probe.close();
	});
	afterEach(async () => {
		jest.restoreAllMocks();
		await repository.close();
	});

	const write = (key: string) => repository.leads.upsert([{ key, attributes: {} }], 1);
	const isThere = async (key: string) => (await repository.leads.get(key)) !== null;

	/** Lets nothing be on the disk before it is told so. */
	function holdDisk(): () => void {
		let release = (): void => undefined;
		const held = new Promise<void>((resolve) => (release = resolve));
		jest.spyOn(handles, 'datasync').mockReturnValue(held);
		return release;
	}

	it('is answered when it is on the disk, and holds nobody up until then', async () => {
		const release = holdDisk();
		let answered = false;
		const writing = write('a@acme.no').then(() => (answered = true));
		while (!(await isThere('a@acme.no').catch(() => false))) await pause(1);
		await pause(20);
		expect(answered).toBe(false);
		release();
		await writing;
		expect(answered).toBe(true);
	});

	it('waits for the disk after its own commit, not for a wait that had begun before', async () => {
		const release = holdDisk();
		const first = write('a@acme.no');
		while (jest.mocked(handles.datasync).mock.calls.length === 0) await pause(1);
		const later = [write('b@acme.no'), write('c@acme.no')];
		while (!(await isThere('c@acme.no').catch(() => false))) await pause(1);
		expect(handles.datasync).toHaveBeenCalledTimes(1);
		release();
		await Promise.all([first, ...later]);
		expect(handles.datasync).toHaveBeenCalledTimes(2);
	});

	it('opens the log once, and closes it with the store', async () => {
		const sync = jest.spyOn(handles, 'datasync');
		await write('a@acme.no');
		await write('b@acme.no');
		const [log, ...others] = new Set(sync.mock.contexts as FileHandle[]);
		expect(others).toEqual([]);
		expect(log?.fd).toBeGreaterThan(0);
		await repository.close();
		expect(log?.fd).toBe(-1);
	});

	it('works where the file system allows no log', async () => {
		const { prepare } = DatabaseSync.prototype;
		jest.spyOn(DatabaseSync.prototype, 'prepare').mockImplementation(function (this: DatabaseSync, statement) {
			return prepare.call(this, statement.replace('journal_mode = wal', 'journal_mode = delete'));
		});
		jest.spyOn(handles, 'datasync');
		const without = await openLeadRepository(await backends[0]!.emptyStore());
		await without.leads.upsert([{ key: 'a@acme.no', attributes: {} }], 1);
		expect(await without.leads.get('a@acme.no')).toMatchObject({ key: 'a@acme.no' });
		await without.close();
		expect(handles.datasync).not.toHaveBeenCalled();
	});

	it('fails where the disk does', async () => {
		jest.spyOn(handles, 'datasync').mockRejectedValueOnce(Object.assign(new Error('i/o error'), { code: 'EIO' }));
		await expect(write('a@acme.no')).rejects.toMatchObject({ code: 'failed', message: expect.stringContaining('i/o error'), remedy: expect.stringContaining('Check the disk') });
		await expect(write('a@acme.no')).resolves.toBeDefined();
	});
});
