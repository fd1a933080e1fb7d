import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import type { ICredentialDataDecryptedObject, IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { starterTemplates } from '../../engine';
import { LeadScore } from '../../nodes/LeadScore/LeadScore.node';
import { storeFolder } from '../../nodes/storeFolder';
import { toStoreConfig } from '../../nodes/toStoreConfig';
import { openLeadRepository, type LeadRepository, type PostgresConfig } from '../../store';
import { executeNode, toItems, type NodeSetup } from '../unit/executeNode';
import { backends } from './backends';
import { startWire } from './startWire';

const model = starterTemplates[0]!.model;
const leads = Array.from({ length: 700 }, (_, n) => ({ email: `lead${n}@acme.no`, jobTitle: 'CTO' }));

/** A store that can be taken away from whoever uses the credential, while the one who tests still reaches it. */
interface Wire {
	credential: ICredentialDataDecryptedObject;
	cut(): Promise<void>;
	mend(): Promise<void>;
}

/** The way to a PostgreSQL server, which can be broken. */
async function wirePostgres(given: PostgresConfig): Promise<Wire> {
	const { port, cut, mend } = await startWire(given);
	const { database, user, password, schema } = given;
	return {
		credential: { backend: 'postgres', host: '127.0.0.1', port, database, user, password, schema: schema!, ssl: 'disable' },
		cut,
		mend,
	};
}

function hasBegun(database: DatabaseSync): boolean {
	try {
		database.exec('begin immediate');
	} catch (error) {
		// Node's own errors are of none of the classes that a test knows.
		if ((error as Error).message === 'database is locked') return false;
		throw error;
	}
	return true;
}

/** A file that another process keeps writing to, for longer than anyone waits. */
function wireSqlite(name: string): Wire {
	let other: DatabaseSync | undefined;
	return {
		credential: { backend: 'sqlite', name },
		cut: async () => {
			other = new DatabaseSync(join(storeFolder(), `${name}.sqlite`));
			// Between two writes of the store, which go on only while nothing holds this process.
			while (!hasBegun(other)) await pause(1);
		},
		mend: async () => other?.close(),
	};
}

describe.each(backends)('a store on $name that goes away midway', ({ name, emptyStore }) => {
	let wire: Wire;
	let store: LeadRepository;

	beforeEach(async () => {
		process.env.N8N_USER_FOLDER = await mkdtemp(join(tmpdir(), 'n8n-'));
		const config = await emptyStore();
		wire = config.backend === 'postgres' ? await wirePostgres(config) : wireSqlite('away');
		store = await openLeadRepository(config.backend === 'postgres' ? config : toStoreConfig(wire.credential));
	});
	afterEach(async () => {
		await store.close();
		await wire.cut().catch(() => undefined);
		await wire.mend();
		await wire.cut().catch(() => undefined);
	});

	const execute = (items: IDataObject[], parameters: INodeParameters = {}, setup: Omit<NodeSetup, 'parameters'> = {}) =>
		executeNode(new LeadScore(), toItems(...items), { credential: wire.credential, ...setup, parameters: { keepStateIn: 'leadStore', ...parameters } });
	const transitionsOf = async () => (await store.transitions.list({ after: null, limit: 5000 })).rows;
	const changesIn = (items: INodeExecutionData[]): string[] =>
		items.flatMap(({ json }) => {
			const transition = (json.leadScore as IDataObject | undefined)?.transition as IDataObject | null | undefined;
			return transition ? [String(transition.id)] : [];
		});
	const cutWhenSomeAreSaved = async (): Promise<void> => {
		while ((await store.transitions.list({ after: null, limit: 1 }).catch(() => ({ rows: [] }))).rows.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
		await wire.cut();
	};
	/** Nothing is half-written: a lead has its score, its change and its history, or none of them. */
	const expectWhole = async (): Promise<void> => {
		const changed = new Set((await transitionsOf()).map(({ key }) => key));
		for (const { email } of leads) {
			const state = await store.scores.get(model.id, email).catch(() => null);
			const history = await store.scores.history(model.id, email, { after: null, limit: 10 }).catch(() => ({ rows: [] }));
			expect([email, state !== null, history.rows.length]).toEqual([email, changed.has(email), changed.has(email) ? 1 : 0]);
		}
	};
	const away = name === 'SQLite' ? 'is busy: another process keeps writing' : 'Cannot reach the lead store at 127.0.0.1:';

	it('fails the items that it did not take, and the next execution scores those', async () => {
		const [[items = []]] = await Promise.all([execute(leads, {}, { onError: 'continueErrorOutput' }), cutWhenSomeAreSaved()]);
		await wire.mend();
		const failed = items.filter(({ json }) => json.error !== undefined);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(leads.map((_, item) => ({ item })));
		expect(failed.length).toBeGreaterThan(0);
		expect(failed.length).toBeLessThan(leads.length);
		expect(failed.every(({ json }) => String(json.error).includes(away) && json.details !== undefined)).toBe(true);
		await expectWhole();
		const told = changesIn(items);
		expect((await transitionsOf()).map(({ id }) => id)).toEqual(expect.arrayContaining(told));

		const [again = []] = await execute(leads);
		const all = await transitionsOf();
		expect(all).toHaveLength(leads.length);
		expect(new Set([...told, ...changesIn(again)]).size).toBe(told.length + changesIn(again).length);
		// The one part that was on its way when the store went may be saved and untold.
		expect(told.length + changesIn(again).length).toBeGreaterThanOrEqual(all.length - 150);
	}, 180_000);

	it('stops a node that is not to go on, naming the store, the remedy and an item', async () => {
		const [error] = await Promise.all([execute(leads).then(() => null, (thrown: unknown) => thrown), cutWhenSomeAreSaved()]);
		await wire.mend();
		expect(error).toBeInstanceOf(NodeOperationError);
		const { message, description, context } = error as NodeOperationError;
		expect(message).toContain(away);
		expect(description).toBeTruthy();
		expect(context.itemIndex).toEqual(expect.any(Number));
		await expectWhole();
	}, 180_000);

	it('stops a run over its leads, and the next one loses no change and tells none twice', async () => {
		await store.leads.upsert(leads.map(({ email, ...attributes }) => ({ key: email, attributes })), Date.now());
		const parameters = { leadsFrom: 'dueForReview' };
		const [error] = await Promise.all([execute([{}], parameters).then(() => null, (thrown: unknown) => thrown), cutWhenSomeAreSaved()]);
		await wire.mend();
		expect(error).toMatchObject({ message: expect.stringContaining(away), context: { itemIndex: 0 } });
		await expectWhole();
		const [items = [], [summary] = []] = await execute([{}], parameters);
		expect(summary!.json).toMatchObject({ resumed: true, changed: leads.length });
		expect(changesIn(items).sort()).toEqual((await transitionsOf()).map(({ id }) => id).sort());
	}, 180_000);
});
