import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimFolder } from '../../../host/demo/claimFolder.ts';

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'claim-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const endedProcess = async (): Promise<number> => {
	const child = spawn(process.execPath, ['-e', '']);
	await once(child, 'exit');
	return child.pid ?? 0;
};

test('one demo at a time, and the next one after its end', async () => {
	const claim = await claimFolder(folder, 'http://127.0.0.1:5678');
	await expect(claimFolder(folder, 'http://127.0.0.1:5700')).rejects.toThrow(
		`The demo runs already, at http://127.0.0.1:5678 (process ${process.pid})`,
	);
	await claim.release();
	expect(existsSync(join(folder, 'running.json'))).toBe(false);
	await expect(claimFolder(folder, 'http://127.0.0.1:5700')).resolves.toBeDefined();
});

test('a demo that was killed does not stand in the way', async () => {
	await writeFile(join(folder, 'running.json'), JSON.stringify({ url: 'http://x', pids: [await endedProcess()] }));
	await expect(claimFolder(folder, 'http://127.0.0.1:5700')).resolves.toBeDefined();
});

test('what a killed demo left running is named', async () => {
	const left = { url: 'http://x', pids: [await endedProcess(), process.pid] };
	await writeFile(join(folder, 'running.json'), JSON.stringify(left));
	await expect(claimFolder(folder, 'http://127.0.0.1:5700')).rejects.toThrow(`kill ${process.pid}`);
});
