import fc from 'fast-check';
import { DateTime } from 'luxon';
import { compileCampaign, type Campaign, type CompiledCampaign, type Enrollment, type NurtureAction, type NurtureLead } from '../../../engine';
import { deepFreeze } from '../deepFreeze';
import { anyCampaign, anyLead, DAY, START, zones } from './arbitraries';

const anyStart = fc.integer({ min: START, max: START + 60 * DAY });
const anyOthers = fc.array(fc.integer({ min: START - 10 * DAY, max: START + 60 * DAY }), { maxLength: 6 });
/** How late a worker comes to what is due, ms, in turns; on time once in a while, or it might always come too late. */
const anyDelays = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3 * DAY })), { maxLength: 5 }).map((delays) => [...delays, 0]);

interface Life {
	actions: { action: NurtureAction; at: number }[];
	/** When this campaign sent something. */
	sent: number[];
}

/**
 * A whole enrollment: waits until it is told to, comes late, does as told. `others` are the deliveries of other campaigns,
 * known when they have happened.
 */
function live({ nextAction }: CompiledCampaign, lead: NurtureLead, heldOut: boolean, enrolledAt: number, delays: number[], others: number[]): Life {
	const passed: { id: string; at: number }[] = [];
	const life: Life = { actions: [], sent: [] };
	let now = enrolledAt;
	for (let turn = 0; turn < 500; turn++) {
		const enrollment: Enrollment = deepFreeze({ enrolledAt, heldOut, passed: structuredClone(passed) });
		const deliveries = deepFreeze([...life.sent, ...others.filter((at) => at <= now)]);
		const action = nextAction(enrollment, lead, deliveries, now);
		life.actions.push({ action, at: now });
		if (action.kind === 'exit' || action.kind === 'blocked') return life;
		if (action.kind === 'wait') {
			expect(action.until).toBeGreaterThan(now);
			now = action.until + delays[turn % delays.length]!;
			continue;
		}
		if (action.kind === 'send') life.sent.push(now);
		passed.push({ id: action.step, at: now });
	}
	throw new Error('the enrollment never ends');
}

/** Whether a window is open, asked of a library that knows calendars. */
function isOpen({ window }: Campaign, { attributes }: NurtureLead, at: number): boolean {
	if (window === undefined) return true;
	const own = attributes.zone as string;
	const local = DateTime.fromMillis(at, { zone: zones.includes(own) ? own : window.timeZone });
	const weekday = local.setLocale('en').toFormat('ccc').toLowerCase();
	const time = local.toFormat('HH:mm');
	return window.days!.some((day) => day === weekday) && !window.skip!.includes(local.toISODate()!) && time >= window.from! && time < window.to!;
}

const lives = (
	check: (life: Life, campaign: Campaign, lead: NurtureLead, others: number[]) => void,
	{ heldOut = false, others = anyOthers }: { heldOut?: boolean; others?: fc.Arbitrary<number[]> } = {},
) =>
	fc.assert(
		fc.property(anyCampaign, anyLead, anyStart, anyDelays, others, (campaign, lead, start, delays, otherMail) => {
			check(live(compileCampaign(deepFreeze(campaign)), deepFreeze(lead), heldOut, start, delays, otherMail), campaign, lead, otherMail);
		}),
		{ numRuns: 1000 },
	);

describe('whatever the campaign, the lead, other mail and how late the worker is', () => {
	test('nothing is sent, nor due, outside the window', () =>
		lives(({ actions }, campaign, lead) => {
			for (const { action, at } of actions) {
				if (action.kind === 'send') expect([isOpen(campaign, lead, at), isOpen(campaign, lead, action.dueAt)]).toEqual([true, true]);
				if (action.kind === 'wait') expect(isOpen(campaign, lead, action.until)).toBe(true);
			}
		}));

	test('a wait is no longer than it must be: with no cap, the window is closed from the planned moment until then', () =>
		lives(({ actions }, campaign, lead) => {
			if (campaign.atMost) return;
			for (const { action } of actions) {
				if (action.kind !== 'wait' || action.reason !== 'Outside the campaign\'s hours') continue;
				expect(isOpen(campaign, lead, action.until - 1)).toBe(false);
			}
		}));

	test('no message of the campaign is one too many in any period of the cap', () =>
		lives(({ sent }, { atMost }, _lead, others) => {
			if (!atMost) return;
			const periodMs = atMost.perDays * DAY;
			for (const at of sent) {
				const before = [...others, ...sent].filter((other) => other <= at && other > at - periodMs);
				expect(before.length).toBeLessThanOrEqual(atMost.messages);
			}
		}));

	test('alone in the store, the campaign never sends more than the cap in any sliding period', () =>
		lives(({ sent }, { atMost }) => {
			if (!atMost) return;
			for (const begin of sent) {
				expect(sent.filter((at) => at >= begin && at < begin + atMost.perDays * DAY).length).toBeLessThanOrEqual(atMost.messages);
			}
		}, { others: fc.constant([]) }));

	test('steps come in order, each once, no earlier than planned, and the enrollment is finished after the last', () =>
		lives(({ actions }, campaign) => {
			const done = actions.filter(({ action }) => action.kind === 'send' || action.kind === 'skip');
			expect(done.map(({ action }) => 'step' in action && action.step)).toEqual(campaign.steps.map(({ id }) => id));
			done.forEach(({ at }, index) => {
				const previousAt = done[index - 1]?.at ?? actions[0]!.at;
				// The day on which clocks are put forward is an hour shorter.
				expect(at - previousAt).toBeGreaterThanOrEqual(campaign.steps[index]!.afterDays * DAY - 3_600_000);
			});
			expect(actions.at(-1)!.action).toMatchObject({ kind: 'exit', outcome: 'finished' });
		}));

	test('a lead that is held out walks through and gets nothing', () =>
		lives(({ actions, sent }) => {
			expect(sent).toEqual([]);
			expect(actions.at(-1)!.action).toMatchObject({ kind: 'exit', outcome: 'finished' });
		}, { heldOut: true }));

	test('the same input gives the same action, also after other leads', () => {
		fc.assert(
			fc.property(anyCampaign, anyLead, anyLead, anyStart, (campaign, lead, other, start) => {
				const compiled = compileCampaign(campaign);
				const enrollment = { enrolledAt: start, heldOut: false, passed: [] };
				const ask = (of: CompiledCampaign, who: NurtureLead) => of.nextAction(enrollment, who, [], start + 30 * DAY);
				const first = ask(compiled, lead);
				ask(compiled, other);
				expect(ask(compiled, lead)).toEqual(first);
				expect(ask(compileCampaign(structuredClone(campaign)), structuredClone(lead))).toEqual(first);
			}),
		);
	});

	test('an edited campaign sends no step twice, and ends', () => {
		fc.assert(
			fc.property(anyCampaign, anyLead, anyStart, fc.infiniteStream(fc.shuffledSubarray(['s0', 's1', 's2', 's3', 's4', 's5', 'new'], { minLength: 1 })), (campaign, lead, enrolledAt, edits) => {
				const passed: { id: string; at: number }[] = [];
				let now = enrolledAt;
				for (let turn = 0; turn < 200; turn++) {
					const ids = edits.next().value;
					const steps = ids.map((id: string) => ({ ...campaign.steps[0]!, id }));
					const action = compileCampaign({ ...campaign, steps }).nextAction({ enrolledAt, heldOut: false, passed }, lead, [], now);
					if (action.kind === 'exit') {
						expect(action.outcome).toBe('finished');
						return;
					}
					if (action.kind === 'blocked') throw new Error(action.reason);
					if (action.kind === 'wait') {
						now = action.until;
						continue;
					}
					expect(passed.map(({ id }) => id)).not.toContain(action.step);
					expect(ids).toContain(action.step);
					passed.push({ id: action.step, at: now });
				}
				throw new Error('the enrollment never ends');
			}),
		);
	});
});

describe('hostile input', () => {
	const known = fc.constantFrom<unknown>('granted', 'nurture', START, -1, 1e300, NaN, Infinity, -0, 's0', null, undefined, [], {});
	const anything = fc.oneof(known, fc.jsonValue(), fc.array(known), fc.anything());
	const record = (shape: Record<string, fc.Arbitrary<unknown>>) => fc.oneof(anything, fc.record(shape, { requiredKeys: [] }));
	const enrollment = record({
		enrolledAt: fc.oneof(anyStart, anything),
		heldOut: fc.oneof(fc.boolean(), anything),
		passed: fc.oneof(anything, fc.array(record({ id: fc.oneof(fc.constantFrom('s0', 's1'), anything), at: fc.oneof(anyStart, anything) }))),
	});
	const lead = record({
		key: anything,
		attributes: record({ zone: anything }),
		band: anything,
		enteredBands: record({ sales: anything, cold: anything }),
		consent: fc.oneof(fc.constant('granted'), anything),
		suppressed: fc.oneof(fc.constant(null), anything),
		activities: fc.oneof(anything, fc.array(record({ type: anything, at: anything, properties: anything }))),
	});
	const deliveries = fc.oneof(anything, fc.array(fc.oneof(anyStart, anything)));
	const now = fc.oneof(anyStart, fc.constantFrom(253_402_300_799_999, 8.64e15, 0, -1), anything);

	test('is answered with an action, never an exception, and left as it is', () => {
		fc.assert(
			fc.property(anyCampaign, enrollment, lead, deliveries, now, (campaign, ...input) => {
				const { nextAction } = compileCampaign(campaign);
				const copy = fc.stringify(input);
				const action = nextAction(...(input as Parameters<typeof nextAction>));
				expect(['send', 'wait', 'skip', 'exit', 'blocked']).toContain(action.kind);
				if (action.kind === 'wait') expect(Number.isFinite(action.until)).toBe(true);
				expect(fc.stringify(input)).toBe(copy);
			}),
			{ numRuns: 5000 },
		);
	});

	test('enrolls or is refused with a reason', () => {
		fc.assert(
			fc.property(anyCampaign, record({ to: fc.oneof(fc.constant('nurture'), anything), modelId: anything }), lead, record({ endedAt: anything }), now, (campaign, ...input) => {
				const { enrolls } = compileCampaign(campaign);
				const decision = enrolls(...(input as Parameters<typeof enrolls>));
				expect(typeof (decision.enroll ? decision.heldOut : decision.reason)).toBe(decision.enroll ? 'boolean' : 'string');
			}),
			{ numRuns: 2000 },
		);
	});
});
