import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { demoAccount } from '../../host/demo/demoAccount.ts';
import { demoPorts } from '../../host/demo/demoPorts.ts';
import { findChanges } from '../../host/demo/findChanges.ts';
import { freePort } from '../../host/freePort.ts';
import { isPortTaken } from '../../host/isPortTaken.ts';
import { localHttp } from '../../host/localHttp.ts';
import { N8nClient } from '../../host/N8nClient.ts';
import { nodeBinary } from '../../host/nodeEnvironment.ts';
import { repositoryRoot } from '../../host/repositoryRoot.ts';

interface Started {
	child: ChildProcess;
	/** Everything printed so far. */
	printed: () => string;
	exitCode: Promise<number | null>;
}

/** Runs the demo's program as `npm start` does after the build. */
function start(...args: string[]): Started {
	const child = spawn(nodeBinary, ['host/start.ts', ...args], { cwd: repositoryRoot });
	let text = '';
	child.stdout.on('data', (chunk) => (text += chunk));
	child.stderr.on('data', (chunk) => (text += chunk));
	const exitCode = new Promise<number | null>((resolve) => child.once('close', resolve));
	return { child, printed: () => text, exitCode };
}

async function untilPrinted({ child, printed }: Started, wanted: string): Promise<void> {
	while (!printed().includes(wanted)) {
		if (child.exitCode !== null) throw new Error(`It ended without "${wanted}":\n${printed()}`);
		await sleep(100);
	}
}

/** Four ports in a row that are free. */
async function freePorts(): Promise<ReturnType<typeof demoPorts>> {
	for (;;) {
		const first = await freePort();
		const ports = demoPorts(first);
		const taken = first > 65_532 ? [true] : await Promise.all(Object.values(ports).map(isPortTaken));
		if (!taken.includes(true)) return ports;
	}
}

test.each([
	['SQLite', 'sqlite', []],
	['PostgreSQL', 'postgres', ['--postgres']],
])('--check ends well, by itself, with a summary of where the sixty leads went (%s)', async (_name, store, args) => {
	const check = start('--check', ...args);
	expect([await check.exitCode, check.printed()]).toEqual([0, expect.anything()]);
	const summary: unknown = JSON.parse(check.printed().trim().split('\n').at(-1) ?? '');
	expect(summary).toEqual({
		ok: true,
		leads: 60,
		sales: 14,
		nurture: 15,
		notReady: 25,
		disqualified: 6,
		mails: 14 + 15,
		tasks: 14,
		nightlyChanges: 0,
		store,
		tracked: { activities: 6, from: 69, to: 83, band: 'sales' },
		clicked: { activities: 2, from: 49, to: 53, band: 'nurture' },
		campaign: { mails: [15, 12, 12], convinced: { from: 69, to: 71, band: 'sales' }, wonBack: 21 },
		seconds: expect.any(Number),
		problems: [],
	});
}, 600_000);

test('starts, stops on Ctrl-C freeing its ports, and starts again without doing anything twice', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'lead-scoring-demo-'));
	const ports = await freePorts();
	const args = ['--folder', folder, '--port', String(ports.editor)];
	const running: Started[] = [];
	const startDemo = async () => {
		const demo = start(...args);
		running.push(demo);
		await untilPrinted(demo, 'Stop with Ctrl-C');
		return demo;
	};
	const stopDemo = async ({ child, exitCode }: Started) => {
		// As npm does: what the terminal sends arrives a second time.
		child.kill('SIGINT');
		child.kill('SIGINT');
		expect(await exitCode).toBe(0);
		expect(await Promise.all(Object.values(ports).map(isPortTaken))).toEqual([false, false, false, false]);
	};
	const look = async () => {
		const client = new N8nClient(`http://127.0.0.1:${ports.editor}`);
		await client.signIn(demoAccount);
		const tables = await client.dataTables();
		const { data: mails } = await localHttp(`http://127.0.0.1:${ports.inboxPage}`).get<{ id: string; to: { address: string }[] }[]>('/email');
		return {
			tables: tables.map(({ name }) => name).sort(),
			state: {
				leads: await client.rows('Leads'),
				tasks: await client.rows('Sales tasks'),
				mails: mails.map(({ id, to }) => ({ id, subject: '', to: to.map(({ address }) => address), from: [], text: '', html: '' })),
			},
		};
	};
	try {
		const first = await startDemo();
		expect(first.printed()).toMatch(/Sales hand-off \(14\)\n {2}100 {2}Katrine Holm, .* {2}Asked for a demo \+35/);
		expect(first.printed()).toContain('Disqualified: competitor');
		expect(first.printed()).toContain('Jonas Ekström, Ekvik Kredit AB: 69 → 83, Sales hand-off');
		expect(first.printed()).toContain('Ole Martin Lie, Lie Skytjenester AS: 49 → 53, Nurture');
		expect(first.printed()).toMatch(/The campaign has sent 15 mails, and four days later 14 more\n.*69 → 71, Sales hand-off, and gets no more of them/);
		expect(first.printed()).toContain(`http://127.0.0.1:${ports.editor} `);
		expect(first.printed().split('\n').filter((line) => line.length > 100)).toEqual([]);
		const before = await look();
		expect(before.tables).toEqual(['Leads', 'Sales tasks']);

		const second = start('--folder', folder, '--port', String(await freePort()));
		expect(await second.exitCode).toBe(1);
		expect(second.printed()).toContain(`The demo runs already, at http://127.0.0.1:${ports.editor}`);
		const elsewhere = start('--folder', join(folder, 'other'), '--port', String(ports.editor));
		expect(await elsewhere.exitCode).toBe(1);
		expect(elsewhere.printed()).toContain(`${ports.editor} (for n8n's editor)`);
		expect(elsewhere.printed()).toContain('choose other ports: npm start -- --port ');
		await stopDemo(first);

		const again = await startDemo();
		const after = await look();
		expect(after.tables).toEqual(before.tables);
		expect(after.state.leads).toHaveLength(60);
		// The leads came in again, with the same visits and clicks, so their rows were written; nobody got a second task or mail.
		// The clock of the nodes stands six days ahead: by then one who had asked for a demo is no lead for sales any more, and gets the first mail.
		const cooled = 'mail to pekka.lahtinen@kalevapilvioy.example: ';
		expect(findChanges(before.state, after.state).filter((change) => !change.startsWith('lead '))).toEqual([cooled]);
		await stopDemo(again);
	} finally {
		for (const { child } of running) child.kill('SIGTERM');
		await Promise.all(running.map(({ exitCode }) => exitCode));
		await rm(folder, { recursive: true, force: true });
	}
}, 600_000);
