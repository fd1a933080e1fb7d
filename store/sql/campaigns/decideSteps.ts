import { sql, type Selectable, type Transaction } from 'kysely';
import type { NurtureAction, NurtureLead, PassedStep } from '../../../engine';
import { DAY_MS } from '../../dayMs';
import type { EnrollmentTable, MessageTable, Schema } from '../../schema/Schema';
import type { Database } from '../Database';
import { readNurtureLeads } from './readNurtureLeads';
import type { RunningCampaign } from './runningCampaigns';
import { tellEnds } from './tellEnds';

export type EnrollmentRow = Selectable<EnrollmentTable>;

/** A step that can be sent at this moment. */
export interface DueStep {
	enrollment: EnrollmentRow;
	action: Extract<NurtureAction, { kind: 'send' }>;
	lead: NurtureLead;
	/** What earlier attempts have left. */
	message: Selectable<MessageTable> | undefined;
}

interface Decision {
	passed: PassedStep[];
	nextStep: string | null;
	dueAt: number | null;
	reason: string | null;
	outcome: string | null;
}

/**
 * Decides what comes next for enrollments of one campaign, and writes down all but the sending: steps that are skipped,
 * times to wait for, reasons, ends. What can be sent now is returned, and stays due. Locks the leads, and clears away the
 * leases that crashes have left behind: what is leased is not looked at again before its time.
 */
export async function decideSteps(
	database: Database,
	transaction: Transaction<Schema>,
	salt: string,
	{ campaign, compiled }: RunningCampaign,
	enrollments: readonly EnrollmentRow[],
	now: number,
): Promise<DueStep[]> {
	if (enrollments.length === 0) return [];
	const leadIds = enrollments.map(({ lead_id }) => lead_id);
	const leads = await readNurtureLeads(database, transaction, salt, campaign, leadIds);
	const recent = await recentMessages(database, transaction, leadIds, campaign.atMost ? now - campaign.atMost.perDays * DAY_MS : now);
	const messages = await transaction
		.selectFrom('message')
		.selectAll()
		.where('enrollment_id', 'in', database.list(enrollments.map(({ id }) => id), 'text') as never)
		.execute();
	const messageOf = new Map(messages.map((message) => [`${message.enrollment_id} ${message.step}`, message]));

	const due: DueStep[] = [];
	const decided = enrollments.flatMap((enrollment) => {
		const lead = leads.get(enrollment.lead_id);
		if (!lead) return [];
		const passed = JSON.parse(enrollment.passed) as PassedStep[];
		// What is under way for this enrollment itself does not stand in its way.
		const deliveries = (recent.get(enrollment.lead_id) ?? []).filter(({ id }) => id !== enrollment.id).map(({ at }) => at);
		const ask = () => compiled.nextAction({ enrolledAt: enrollment.enrolled_at, heldOut: enrollment.held_out === 1, passed }, lead, deliveries, now);
		let action = ask();
		for (; action.kind === 'skip'; action = ask()) passed.push({ id: action.step, at: now });
		const message = action.kind === 'send' ? messageOf.get(`${enrollment.id} ${action.step}`) : undefined;
		if (action.kind === 'send' && message?.state !== 'failed') due.push({ enrollment, action, lead, message });
		return [{ enrollment, decision: decisionOf(action, passed, message, now) }];
	});
	await write(database, transaction, decided, now);
	await tellEnds(
		database,
		transaction,
		decided.flatMap(({ enrollment: { id, campaign_id, lead_id }, decision: { outcome, reason } }) =>
			outcome === null ? [] : [{ id, campaignId: campaign_id, leadId: lead_id, outcome, reason: reason ?? '' }],
		),
		now,
	);
	return due;
}

function decisionOf(action: NurtureAction, passed: PassedStep[], message: Selectable<MessageTable> | undefined, now: number): Decision {
	const open = { passed, nextStep: null, dueAt: null, reason: null, outcome: null };
	switch (action.kind) {
		case 'send':
			if (message?.state === 'failed') return { ...open, nextStep: action.step, reason: `Could not be sent: ${message.last_error ?? 'no reason given'}` };
			return { ...open, nextStep: action.step, dueAt: now };
		case 'wait':
			return { ...open, nextStep: action.step, dueAt: action.until, reason: action.reason };
		case 'exit':
			return { ...open, reason: action.reason, outcome: action.outcome };
		default:
			return { ...open, reason: action.reason };
	}
}

async function write(database: Database, transaction: Transaction<Schema>, decided: readonly { enrollment: EnrollmentRow; decision: Decision }[], now: number): Promise<void> {
	const columns = { id: 'text', passed: 'text', next_step: 'text', due_at: 'bigint', reason: 'text', outcome: 'text', ended_at: 'bigint' } as const;
	const rows = decided.map(({ enrollment: { id }, decision: { passed, nextStep, dueAt, reason, outcome } }) => ({
		id,
		passed: JSON.stringify(passed),
		next_step: nextStep,
		due_at: dueAt,
		reason,
		outcome,
		ended_at: outcome === null ? null : now,
	}));
	await sql`
		update enrollment set passed = r.passed, next_step = r.next_step, due_at = r.due_at, reason = r.reason, outcome = r.outcome, ended_at = r.ended_at,
			token = null, lease_until = null
		from ${database.rows(columns, rows)} where enrollment.id = r.id
	`.execute(transaction);
}

/** When messages of any campaign went, or are on their way, to leads since `since`. */
async function recentMessages(database: Database, transaction: Transaction<Schema>, leadIds: readonly number[], since: number): Promise<Map<number, { id: string; at: number }[]>> {
	const rows = await transaction
		.selectFrom('message')
		.select(['lead_id', 'enrollment_id', 'state', 'taken_at', 'sent_at'])
		.where('lead_id', 'in', database.list(leadIds, 'bigint') as never)
		.where('taken_at', '>=', since - DAY_MS)
		.where('state', 'in', ['pending', 'sent'])
		.execute();
	const recent = new Map<number, { id: string; at: number }[]>();
	for (const { lead_id, enrollment_id, state, taken_at, sent_at } of rows) {
		// Sent ones count whoever sent them; of those on their way, an enrollment does not count its own.
		const entry = { id: state === 'sent' ? '' : enrollment_id, at: sent_at ?? taken_at };
		recent.set(lead_id, [...(recent.get(lead_id) ?? []), entry]);
	}
	return recent;
}
