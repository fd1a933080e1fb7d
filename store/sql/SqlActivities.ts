import { sql, type Transaction } from 'kysely';
import { activityDigest } from '../identity/digest';
import { identityProblem, normaliseIdentity } from '../identity/normaliseIdentity';
import type { Activities, ActivityInput, RecordOutcome, StoredActivity } from '../ports/Activities';
import type { Page, PageQuery } from '../ports/Page';
import type { ActivityTable, Schema } from '../schema/Schema';
import { asBigint } from './asBigint';
import type { Database } from './Database';
import { erasedOutcome } from './erasedOutcome';
import { findLeads } from './findLeads';
import type { Identities } from './Identities';
import { markDue } from './markDue';
import { readCursor } from './readCursor';
import { resolveLeads } from './resolveLeads';
import { slices } from './slices';
import { storableText } from './storableText';
import { toPage } from './toPage';

const SLICE = 1_000;
/** Characters; an index of PostgreSQL takes no more than some 2,700 bytes. */
const LONGEST_ID = 500;
/** The last moment that a date can be, in epoch ms. */
const LATEST = 8.64e15;

const columns = { lead_id: 'bigint', id: 'text', type: 'text', at: 'bigint', source: 'text', channel: 'text', campaign: 'text', properties: 'json' } as const;

/** Who did it: a lead that is known, or somebody who was erased. */
type Owner = { id: number; key: string } | { erased: string };

/** An activity that can be kept, with its columns, and its place in the list. */
interface Draft extends ActivityTable {
	index: number;
	identity: string;
	/** The lead's, as is `lead_id`: found within the transaction. */
	key: string;
}

interface Problem {
	message: string;
	remedy: string;
}

export class SqlActivities implements Activities {
	private readonly database: Database;
	private readonly identities: Identities;
	/** Whether all activities of the last time were: then those of the next time most likely are, too. */
	private wereNew = true;

	constructor(database: Database, identities: Identities) {
		this.database = database;
		this.identities = identities;
	}

	async record(activities: readonly ActivityInput[], now: number): Promise<RecordOutcome[]> {
		if (activities.length === 0) return [];
		const salt = await this.identities.salt();
		const refused = new Map<number, RecordOutcome>();
		const drafts: Draft[] = [];
		const identityOf = remembered(normaliseIdentity);
		activities.forEach((activity, index) => {
			const identity = identityOf(activity.lead);
			const problem = identityProblem(identity) ?? activityProblem(activity);
			if (problem) refused.set(index, { ok: false, key: activity.lead, ...problem });
			else drafts.push(toDraft(activity, index, identity));
		});
		let expectsNew = this.wereNew && this.database.insertsInBulk(drafts.length);
		return this.database.write(async (transaction) => {
			const areNew = expectsNew;
			// If one is known after all, that fails, and everything is done again.
			expectsNew = false;
			const outcomes = activities.map((_, index) => refused.get(index)!);
			const owners = await this.findOwners(transaction, salt, [...new Set(drafts.map(({ identity }) => identity))], now);
			let wereNew = true;
			for (const slice of slices(drafts, SLICE)) {
				const kept: Draft[] = [];
				for (const draft of slice) {
					const owner = owners.get(draft.identity)!;
					if ('erased' in owner) outcomes[draft.index] = erasedOutcome(activities[draft.index]!.lead, owner.erased);
					else {
						draft.lead_id = owner.id;
						draft.key = owner.key;
						kept.push(draft);
					}
				}
				const news = await this.insert(transaction, kept, areNew);
				await this.touch(transaction, kept.filter((_, place) => news[place]), now);
				kept.forEach(({ index, key, id }, place) => (outcomes[index] = { ok: true, key, id, known: !news[place]! }));
				wereNew &&= !news.includes(false);
			}
			this.wereNew = wereNew;
			return outcomes;
		});
	}

	async list(lead: string, { after, limit }: PageQuery): Promise<Page<StoredActivity>> {
		return this.database.read(async (db) => {
			const { id } = await this.identities.mustFind(db, lead);
			let query = db.selectFrom('activity').select(['id', 'type', 'at', 'source', 'channel', 'campaign', 'properties']).where('lead_id', '=', id).orderBy('at', 'desc').orderBy('id').limit(limit + 1);
			if (after !== null) {
				const [at, afterId] = readCursor(after, ['number', 'string']);
				query = query.where((where) => where.or([where('at', '<', at), where.and([where('at', '=', at), where('id', '>', afterId)])]));
			}
			const { rows, next } = toPage(await query.execute(), limit, (row) => [row.at, row.id]);
			return {
				next,
				rows: rows.map(({ properties, ...row }) => ({ ...row, properties: JSON.parse(properties ?? '{}') as Record<string, unknown> })),
			};
		});
	}

	/** Locks the leads; those that are not known yet begin with this. */
	private async findOwners(transaction: Transaction<Schema>, salt: string, identities: readonly string[], now: number): Promise<Map<string, Owner>> {
		const found = await findLeads(this.database, transaction, identities);
		const owners: Map<string, Owner> = found;
		const unknown = identities.filter((identity) => !((found.get(identity)?.seenAt ?? Infinity) <= now));
		for (const slice of slices(unknown, SLICE)) {
			const resolved = await resolveLeads(this.database, transaction, salt, slice.map((identity) => ({ identities: [identity] })), now);
			resolved.forEach((each, index) => owners.set(slice[index]!, each.ok ? { id: each.leadId, key: each.key } : each));
		}
		return owners;
	}

	/** Adds what is not there yet; tells of each whether it was new. */
	private async insert(transaction: Transaction<Schema>, rows: readonly Draft[], areNew: boolean): Promise<boolean[]> {
		if (!areNew) return this.database.insertNew(transaction, 'activity', columns, ['lead_id', 'id'], rows);
		await this.database.insert(transaction, 'activity', columns, rows);
		return rows.map(() => true);
	}

	/** Makes those who have new activities due. */
	private async touch(transaction: Transaction<Schema>, news: readonly Draft[], now: number): Promise<void> {
		const changed = [...new Set(news.map(({ lead_id }) => lead_id))];
		if (changed.length === 0) return;
		await sql`
			update lead_revision set revision = revision + 1, updated_at = ${asBigint(now)} where lead_id in ${this.database.list(changed, 'bigint')}
		`.execute(transaction);
		await markDue(this.database, transaction, changed, now);
	}
}

/** A lead has done several things. */
function remembered(find: (text: string) => string): (text: string) => string {
	const known = new Map<string, string>();
	return (text) => {
		let found = known.get(text);
		if (found === undefined) known.set(text, (found = find(text)));
		return found;
	};
}

function activityProblem({ id, type, at }: ActivityInput): Problem | null {
	if (storableText(type).trim() === '') return { message: 'The activity has no type', remedy: 'Say what was done, e.g. page_view.' };
	if (!(Math.abs(at) <= LATEST)) return { message: `The time of the activity '${type}' is no moment: ${String(at)}`, remedy: 'Give epoch milliseconds, e.g. 1795338000000.' };
	if (id !== undefined && id.length > LONGEST_ID) return { message: `The id of the activity '${type}' is too long`, remedy: `Use an id of at most ${LONGEST_ID} characters, or none.` };
	return null;
}

const clean = (text: string | undefined): string | null => (text === undefined ? null : storableText(text));

const toDraft = ({ id, type, at, source, channel, campaign, properties }: ActivityInput, index: number, identity: string): Draft => ({
	index,
	identity,
	key: '',
	lead_id: 0,
	id: clean(id) || activityDigest(type, at, properties),
	type: storableText(type),
	at: Math.trunc(at),
	source: clean(source),
	channel: clean(channel),
	campaign: clean(campaign),
	properties: toProperties(properties),
});

function toProperties(properties: Readonly<Record<string, unknown>> | undefined): string | null {
	const json = properties === undefined ? '{}' : JSON.stringify(properties);
	return json === '{}' ? null : json;
}
