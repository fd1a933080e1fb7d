import { randomUUID } from 'node:crypto';
import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { Campaign, PassedStep, StepContent } from '../../../engine';
import type { Campaigns, LeasedStep } from '../../ports/Campaigns';
import type { Schema } from '../../schema/Schema';
import { asBigint } from '../asBigint';
import type { Database } from '../Database';
import type { Identities } from '../Identities';
import { pauseAfter } from '../pauseAfter';
import { storableText } from '../storableText';
import { decideSteps, type DueStep, type EnrollmentRow } from './decideSteps';
import { runningCampaigns } from './runningCampaigns';

const LONGEST_ERROR = 1_000;
/** How many enrollments are looked at in one transaction, in search of one that is due. */
const LOOKED_AT = 100;
/** How many such transactions a look that changes nothing may take. */
const MOST_PEEKS = 50;

/** Carries what was seen out of a transaction that must not count. */
class Seen extends Error {
	look: Look = { steps: [], looked: 0 };
}

interface Look {
	steps: LeasedStep[];
	/** How many enrollments were looked at. */
	looked: number;
}

/** The steps that are due: taken, sent, failed or given back. */
export class StepLeases implements Pick<Campaigns, 'lease' | 'peek' | 'renew' | 'acknowledge' | 'fail' | 'release'> {
	protected readonly database: Database;
	protected readonly identities: Identities;

	constructor(database: Database, identities: Identities) {
		this.database = database;
		this.identities = identities;
	}

	async lease(campaignId: string, { limit, leaseMs, now }: { limit: number; leaseMs: number; now: number }): Promise<LeasedStep[]> {
		const salt = await this.identities.salt();
		// A look that finds nobody whose turn it is yet has put many off: those behind them must not wait for the next look.
		for (let most = limit; ; most = LOOKED_AT) {
			const { steps, looked } = await this.database.write((transaction) => this.takeDue(transaction, salt, campaignId, { limit, most, leaseMs, now }));
			if (steps.length > 0 || looked < most) return steps;
		}
	}

	async peek(campaignId: string, { limit, now }: { limit: number; now: number }): Promise<LeasedStep[]> {
		for (let peeks = 0; peeks < MOST_PEEKS; peeks++) {
			const { steps, looked } = await this.look(campaignId, { limit, most: LOOKED_AT, skip: peeks * LOOKED_AT, leaseMs: 0, now });
			if (steps.length > 0 || looked < LOOKED_AT) return steps;
		}
		return [];
	}

	async renew(steps: readonly LeasedStep[], leaseUntil: number): Promise<number> {
		return this.database.write(async (transaction) => {
			const { numAffectedRows = 0n } = await sql`
				update enrollment set lease_until = ${asBigint(leaseUntil)} from ${this.leases(steps)} where enrollment.id = r.id and enrollment.token = r.token
			`.execute(transaction);
			return Number(numAffectedRows);
		});
	}

	async acknowledge(steps: readonly LeasedStep[], now: number): Promise<number> {
		const salt = await this.identities.salt();
		return this.database.write(async (transaction) => {
			// It went out, too, where the lead was taken out meanwhile or the lease ran out, unless another attempt is under way.
			const unsent = sql<boolean>`enrollment.token is null and exists (select 1 from message where message.id = r.message_id and message.state <> 'sent')`;
			const held = await this.held(transaction, steps, unsent);
			const messages = this.database.list(held.map(({ step }) => step.id), 'text');
			await transaction.updateTable('message').set({ state: 'sent', sent_at: now, last_error: null }).where('id', 'in', messages as never).execute();
			const enrollments = held.map(({ enrollment, step }) => ({
				...enrollment,
				passed: JSON.stringify([...(JSON.parse(enrollment.passed) as PassedStep[]), { id: step.step, at: now }]),
			}));
			const passed = enrollments.map((enrollment) => ({ id: enrollment.id, passed: enrollment.passed }));
			await sql`
				update enrollment set passed = r.passed, token = null, lease_until = null, due_at = case when ended_at is null then ${asBigint(now)} end
				from ${this.database.rows({ id: 'text', passed: 'text' }, passed)} where enrollment.id = r.id
			`.execute(transaction);
			// What comes next is known at once, so that it can be seen; it is asked again before anything is sent.
			const open = enrollments.filter(({ ended_at }) => ended_at === null);
			for (const running of await runningCampaigns(transaction)) {
				await decideSteps(this.database, transaction, salt, running, open.filter(({ campaign_id }) => campaign_id === running.campaign.id), now);
			}
			return held.length;
		});
	}

	async fail(steps: readonly LeasedStep[], error: string, { now, maxAttempts }: { now: number; maxAttempts: number }): Promise<number> {
		const told = storableText(error).slice(0, LONGEST_ERROR);
		return this.database.write(async (transaction) => {
			const held = await this.held(transaction, steps);
			const rows = held.map(({ step: { id, attempts, enrollmentId } }) =>
				attempts >= maxAttempts
					? { message_id: id, id: enrollmentId, state: 'failed', due_at: null, reason: `Could not be sent: ${told}` }
					: { message_id: id, id: enrollmentId, state: 'pending', due_at: now + pauseAfter(attempts), reason: `Attempt ${attempts} failed, tried again later: ${told}` },
			);
			const columns = { message_id: 'text', id: 'text', state: 'text', due_at: 'bigint', reason: 'text' } as const;
			await sql`update message set state = r.state, last_error = ${told} from ${this.database.rows(columns, rows)} where message.id = r.message_id`.execute(transaction);
			await sql`
				update enrollment set token = null, lease_until = null, due_at = r.due_at, reason = r.reason
				from ${this.database.rows(columns, rows)} where enrollment.id = r.id
			`.execute(transaction);
			await this.giveUpOnLeft(transaction, steps, told);
			return held.length;
		});
	}

	async release(steps: readonly LeasedStep[]): Promise<number> {
		return this.database.write(async (transaction) => {
			const held = await this.held(transaction, steps);
			const messages = this.database.list(held.map(({ step }) => step.id), 'text');
			await transaction
				.updateTable('message')
				.set((column) => ({ attempts: column('attempts', '-', 1) }))
				.where('id', 'in', messages as never)
				.execute();
			const enrollments = this.database.list(held.map(({ enrollment }) => enrollment.id), 'text');
			await transaction.updateTable('enrollment').set({ token: null, lease_until: null }).where('id', 'in', enrollments as never).execute();
			await this.giveUpOnLeft(transaction, steps, 'The lead left the campaign before it was sent');
			return held.length;
		});
	}

	/** What was not sent to leads that left meanwhile never will be, and counts under no cap. */
	private async giveUpOnLeft(transaction: Transaction<Schema>, steps: readonly LeasedStep[], why: string): Promise<void> {
		await sql`
			update message set state = 'failed', last_error = ${why} from ${this.leases(steps)}
			where message.id = r.message_id and message.state = 'pending' and exists (select 1 from enrollment where enrollment.id = r.id and enrollment.ended_at is not null)
		`.execute(transaction);
	}

	/** What `takeDue` would do. */
	private async look(campaignId: string, options: Parameters<StepLeases['takeDue']>[3]): Promise<Look> {
		const salt = await this.identities.salt();
		const seen = new Seen();
		try {
			return await this.database.write(async (transaction) => {
				seen.look = await this.takeDue(transaction, salt, campaignId, options);
				// Undoes all of it.
				throw seen;
			});
		} catch (error) {
			if (error === seen) return seen.look;
			throw error;
		}
	}

	/** Looks at `most` enrollments, behind the first `skip`, and takes the steps of `limit` that are due. */
	private async takeDue(
		transaction: Transaction<Schema>,
		salt: string,
		campaignId: string,
		{ limit, most, skip = 0, leaseMs, now }: { limit: number; most: number; skip?: number; leaseMs: number; now: number },
	): Promise<Look> {
		const [running] = await runningCampaigns(transaction, campaignId);
		if (!running) return { steps: [], looked: 0 };
		let query = transaction
			.selectFrom('enrollment')
			.selectAll()
			.where('campaign_id', '=', campaignId)
			.where('ended_at', 'is', null)
			.where('due_at', '<=', now)
			.where((where) => where.or([where('lease_until', 'is', null), where('lease_until', '<=', now)]))
			.orderBy('due_at')
			.orderBy('seq')
			.limit(most)
			.offset(skip);
		if (this.database.dialect === 'postgres') query = query.forUpdate().skipLocked();
		const rows = await query.execute();
		const due = await decideSteps(this.database, transaction, salt, running, rows, now);
		return { steps: await this.take(transaction, running.campaign, due.slice(0, limit), leaseMs, now), looked: rows.length };
	}

	/** The leases of steps, as the table `r` of a statement. */
	private leases(steps: readonly LeasedStep[]): RawBuilder<{ id: string; token: string; message_id: string }> {
		return this.database.rows({ id: 'text', token: 'text', message_id: 'text' }, steps.map(({ id, enrollmentId, token }) => ({ id: enrollmentId, token, message_id: id })));
	}

	/** The steps whose leases hold, or for which `or` does, with their enrollments, which are locked. */
	private async held(transaction: Transaction<Schema>, steps: readonly LeasedStep[], or = sql<boolean>`false`): Promise<{ step: LeasedStep; enrollment: EnrollmentRow }[]> {
		const locked = this.database.dialect === 'postgres' ? sql`for update of enrollment` : sql``;
		const { rows } = await sql<EnrollmentRow>`
			select enrollment.* from enrollment join ${this.leases(steps)} on enrollment.id = r.id and (enrollment.token = r.token or (${or})) order by enrollment.id ${locked}
		`.execute(transaction);
		// Of two leases of one enrollment, the one that holds.
		const stepOf = new Map(steps.flatMap((step) => [step.enrollmentId, step.token].map((name) => [name, step] as const)));
		return rows.map((enrollment) => ({ step: stepOf.get(enrollment.token ?? enrollment.id)!, enrollment }));
	}

	private async take(transaction: Transaction<Schema>, campaign: Campaign, due: readonly DueStep[], leaseMs: number, now: number): Promise<LeasedStep[]> {
		if (due.length === 0) return [];
		const steps = due.map(({ enrollment, action: { step, variant, content, dueAt }, lead: { key, attributes, band }, message }): LeasedStep => ({
			id: message?.id ?? randomUUID(),
			token: randomUUID(),
			enrollmentId: enrollment.id,
			campaignId: campaign.id,
			step,
			// A retry never changes it, whatever key a merge has given the lead meanwhile.
			variant: message ? message.variant : variant,
			content: message?.variant && message.variant !== variant ? contentOf(campaign, step, message.variant) : structuredClone(content),
			dueAt,
			attempts: (message?.attempts ?? 0) + 1,
			lead: { key, attributes, band },
		}));
		const rows = steps.map(({ id, enrollmentId, step, variant }, index) => ({ id, enrollment_id: enrollmentId, lead_id: due[index]!.enrollment.lead_id, step, variant }));
		await sql`
			insert into message (id, enrollment_id, campaign_id, lead_id, step, variant, state, attempts, taken_at)
			select id, enrollment_id, ${campaign.id}, lead_id, step, variant, 'pending', 1, ${asBigint(now)}
			from ${this.database.rows({ id: 'text', enrollment_id: 'text', lead_id: 'bigint', step: 'text', variant: 'text' }, rows)} where true
			on conflict (id) do update set attempts = message.attempts + 1, taken_at = excluded.taken_at
		`.execute(transaction);
		await sql`
			update enrollment set token = r.token, lease_until = ${asBigint(now + leaseMs)}
			from ${this.leases(steps)} where enrollment.id = r.id
		`.execute(transaction);
		return steps;
	}
}

const contentOf = (campaign: Campaign, stepId: string, variantId: string): StepContent => {
	const step = campaign.steps.find(({ id }) => id === stepId);
	return structuredClone({ ...step?.content, ...step?.variants?.find(({ id }) => id === variantId)?.content });
};
