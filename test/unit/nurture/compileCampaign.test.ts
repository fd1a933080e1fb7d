import { compileCampaign, type Activity, type Campaign, type CampaignStep, type Enrollment, type NurtureLead } from '../../../engine';

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** A Monday. */
const START = Date.parse('2026-11-02T09:00:00Z');

const campaign = (more: Partial<Campaign> = {}): Campaign => ({
	format: 1,
	id: 'warm-up',
	name: 'Warm-up',
	version: 1,
	enter: { bands: ['nurture'] },
	goal: { bands: ['sales'] },
	exit: { bands: ['cold'], when: { field: 'customer', op: 'equals', value: true } },
	steps: [{ id: 'guide', afterDays: 0, content: { subject: 'Guide' } }, { id: 'case', afterDays: 3 }, { id: 'talk', afterDays: 4 }],
	...more,
});
const lead = (more: Partial<NurtureLead> = {}): NurtureLead => ({
	key: 'anna@acme.no',
	attributes: {},
	band: 'nurture',
	consent: 'granted',
	suppressed: null,
	...more,
});
const enrolled = (passed: Record<string, number> = {}, heldOut = false): Enrollment => ({
	enrolledAt: START,
	heldOut,
	passed: Object.entries(passed).map(([id, at]) => ({ id, at })),
});

describe('the next step', () => {
	const { nextAction } = compileCampaign(campaign());
	const afterGuide = enrolled({ guide: START + HOUR });

	test('the first comes at once, with its content', () => {
		expect(nextAction(enrolled(), lead(), [], START)).toEqual({ kind: 'send', step: 'guide', variant: null, content: { subject: 'Guide' }, dueAt: START });
	});

	test('the next comes so many days after the step before was really sent', () => {
		const dueAt = START + HOUR + 3 * DAY;
		expect(nextAction(afterGuide, lead(), [], START + 2 * HOUR)).toEqual({ kind: 'wait', step: 'case', until: dueAt, reason: 'Comes 3 days after the step before' });
		expect(nextAction(afterGuide, lead(), [], dueAt - 1)).toMatchObject({ kind: 'wait', until: dueAt });
		expect(nextAction(afterGuide, lead(), [], dueAt)).toMatchObject({ kind: 'send', step: 'case', dueAt });
		expect(nextAction(afterGuide, lead(), [], dueAt + DAY)).toMatchObject({ kind: 'send', step: 'case', dueAt });
	});

	test('after the last it is finished', () => {
		expect(nextAction(enrolled({ guide: START, case: START, talk: START }), lead(), [], START)).toEqual({
			kind: 'exit',
			outcome: 'finished',
			reason: 'Every step is done',
		});
	});

	test('what was due at night in the days when nobody looked goes out when the window opens', () => {
		const { nextAction: next } = compileCampaign(campaign({ window: { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '17:00', timeZone: 'UTC' } }));
		const saturday = Date.parse('2026-11-07T12:00Z');
		const monday = Date.parse('2026-11-09T08:00Z');
		expect(next(afterGuide, lead(), [], saturday)).toEqual({ kind: 'wait', step: 'case', until: monday, reason: 'Outside the campaign\'s hours' });
		expect(next(afterGuide, lead(), [], monday)).toMatchObject({ kind: 'send', dueAt: START + HOUR + 3 * DAY });
	});
});

describe('an edited campaign', () => {
	const stepsOf = (...ids: string[]): CampaignStep[] => ids.map((id) => ({ id, afterDays: 0 }));
	const passed = enrolled({ guide: START, case: START });
	test.each<[string, string[], string]>([
		['as it was', ['guide', 'case', 'talk'], 'talk'],
		['a step added behind where the lead stands', ['guide', 'case', 'new', 'talk'], 'new'],
		['a step added ahead of where it stands', ['new', 'guide', 'case', 'talk'], 'talk'],
		['the next step removed', ['guide', 'case', 'later'], 'later'],
		['the step it stands on removed', ['guide', 'new', 'talk'], 'new'],
		['all it passed removed', ['new', 'talk'], 'new'],
		['reordered', ['talk', 'case', 'guide', 'new'], 'new'],
		['the step it stands on moved to the front', ['case', 'new', 'guide', 'talk'], 'new'],
		['passed steps moved behind it', ['case', 'guide', 'talk'], 'talk'],
		['cut short', ['guide', 'case'], 'finished'],
	])('%s: %j goes on with %s', (_, ids, next) => {
		const action = compileCampaign(campaign({ version: 2, steps: stepsOf(...ids) })).nextAction(passed, lead(), [], START);
		expect(action.kind === 'exit' ? action.outcome : action.kind === 'send' && action.step).toBe(next);
	});

	test('days count from the step passed last, also when it is no longer in the campaign', () => {
		const { nextAction } = compileCampaign(campaign({ steps: [{ id: 'new', afterDays: 2 }] }));
		expect(nextAction(enrolled({ gone: START + 5 * DAY }), lead(), [], START + 6 * DAY)).toMatchObject({ until: START + 7 * DAY });
	});
});

describe('leaving', () => {
	const { nextAction } = compileCampaign(campaign());
	test.each<[string, Partial<NurtureLead> | null, string, string]>([
		['reached the goal', { band: 'sales' }, 'converted', 'Reached band "sales"'],
		['reached the goal and fell back unseen', { enteredBands: { nurture: START, sales: START + 1 } }, 'converted', 'Reached band "sales"'],
		['reached the goal and unsubscribed', { band: 'sales', suppressed: 'unsubscribed' }, 'converted', 'Reached band "sales"'],
		['was disqualified', { band: 'disqualified' }, 'disqualified', 'Scoring disqualified the lead'],
		['unsubscribed', { suppressed: 'unsubscribed' }, 'suppressed', 'The lead must not be written to: "unsubscribed"'],
		['unsubscribed, without consent', { suppressed: 'bounced', consent: 'withdrawn' }, 'suppressed', 'The lead must not be written to: "bounced"'],
		['fell into an exit band', { band: 'cold' }, 'exited', 'Fell into band "cold"'],
		['met the exit condition', { attributes: { customer: 'yes' } }, 'exited', 'Meets the campaign\'s exit condition'],
		['is gone', null, 'exited', 'The lead is no longer there'],
	])('a lead that %s', (_, more, outcome, reason) => {
		const action = nextAction(enrolled(), more === null ? (null as unknown as NurtureLead) : lead(more), [], START);
		expect(action).toEqual({ kind: 'exit', outcome, reason });
	});

	test.each<[string, Partial<NurtureLead>]>([
		['the goal reached before enrollment', { enteredBands: { sales: START } }],
		['a band the campaign does not know', { band: 'other' }],
		['no score', { band: null }],
		['an inherited name', { enteredBands: Object.create({ sales: START + 1 }) as Record<string, number> }],
	])('%s is no reason', (_, more) => expect(nextAction(enrolled(), lead(more), [], START)).toMatchObject({ kind: 'send' }));

	test('with goal and exits left out, a lead stays whatever its band, but not when disqualified', () => {
		const bare = campaign();
		delete bare.goal;
		delete bare.exit;
		const { nextAction: next } = compileCampaign(bare);
		expect(next(enrolled(), lead({ band: 'sales' }), [], START)).toMatchObject({ kind: 'send' });
		expect(next(enrolled(), lead({ band: 'disqualified' }), [], START)).toMatchObject({ outcome: 'disqualified' });
	});
});

describe('not due, and why', () => {
	const { nextAction } = compileCampaign(campaign());
	test.each<[string, Partial<NurtureLead>, string]>([
		['consent never given', { consent: null }, 'There is no consent to write to the lead'],
		['consent withdrawn', { consent: 'withdrawn' }, 'Consent was withdrawn'],
		['consent of an unknown kind', { consent: 'maybe' as 'granted' }, 'There is no consent to write to the lead'],
	])('%s', (_, more, reason) => expect(nextAction(enrolled(), lead(more), [], START + 99 * DAY)).toEqual({ kind: 'blocked', reason }));

	test.each<[string, unknown]>([
		['nothing', null],
		['a step passed at no readable time', { ...enrolled(), passed: [{ id: 'guide', at: 'x' }] }],
		['no list of steps', { enrolledAt: START, heldOut: false }],
		['no word on the hold-out', { enrolledAt: START, passed: [] }],
	])('an enrollment that cannot be read, %s, gets nothing', (_, enrollment) => {
		expect(nextAction(enrollment as Enrollment, lead(), [], START)).toEqual({ kind: 'blocked', reason: 'The enrollment cannot be read' });
	});
});

describe('unless and only if', () => {
	const clickAt = (at: number, url = 'https://x.example'): Activity => ({ type: 'Email_Click', at, properties: { url } });
	const passed = enrolled({ guide: START + DAY });
	const now = START + 4 * DAY;
	const actionWith = (step: Partial<CampaignStep>, ...activities: Activity[]) =>
		compileCampaign(campaign({ steps: [{ id: 'guide', afterDays: 0 }, { id: 'case', afterDays: 3, ...step }] })).nextAction(passed, lead({ activities }), [], now);
	const since = { activity: 'email_click', sincePreviousStep: true };
	const skip = (reason: string) => ({ kind: 'skip', step: 'case', reason });
	const send = expect.objectContaining({ kind: 'send', step: 'case' });

	test.each<[string, Partial<CampaignStep>, Activity[], unknown]>([
		['a click since the step before', { unless: since }, [clickAt(START + 2 * DAY)], skip('There was email click since the step before')],
		['a click before the step before', { unless: since }, [clickAt(START + DAY)], send],
		['a click to come', { unless: since }, [clickAt(now + 1)], send],
		['no activities', { unless: since }, [], send],
		['a click since enrollment', { unless: { activity: ['email_reply', 'email_click'] } }, [clickAt(START + 1)], skip('There was email reply or email click since enrollment')],
		['the activity that led to the enrollment', { unless: { activity: 'email_click' } }, [clickAt(START)], send],
		['a click too long ago', { unless: { activity: 'email_click', withinDays: 2 } }, [clickAt(now - 2 * DAY - 1)], send],
		['a click not too long ago', { unless: { activity: 'email_click', withinDays: 2 } }, [clickAt(now - 2 * DAY)], skip('There was email click since enrollment, within 2 days')],
		['a click elsewhere', { unless: { ...since, where: { field: 'url', op: 'contains', value: '/pricing' } } }, [clickAt(now)], send],
		['a click there', { unless: { ...since, where: { field: 'url', op: 'contains', value: '/pricing' } } }, [clickAt(now, '/pricing')], skip('There was email click since the step before')],
		['only if, and there was', { onlyIf: since }, [clickAt(now)], send],
		['only if, and there was not', { onlyIf: since }, [clickAt(START)], skip('There was no email click since the step before')],
	])('%s', (_, step, activities, expected) => expect(actionWith(step, ...activities)).toEqual(expected));

	test('it is asked when the step is due, not before', () => {
		const { nextAction } = compileCampaign(campaign({ steps: [{ id: 'guide', afterDays: 0 }, { id: 'case', afterDays: 3, onlyIf: since }] }));
		expect(nextAction(passed, lead(), [], now - 1)).toMatchObject({ kind: 'wait' });
		expect(nextAction(passed, lead(), [], now)).toMatchObject({ kind: 'skip' });
	});
});

describe('the frequency cap', () => {
	const { nextAction } = compileCampaign(campaign({ atMost: { messages: 2, perDays: 7 } }));
	const reason = 'A lead gets at most 2 messages in 7 days';
	test.each<[string, number[], number | null]>([
		['one message before', [START - DAY], null],
		['two, one of them a week ago', [START - 7 * DAY, START - DAY], null],
		['two within the week', [START - 7 * DAY + 1, START - DAY], START + 1],
		['four in any order', [START - HOUR, START - 20 * DAY, START - 2 * DAY, START - 3 * DAY], START + 5 * DAY],
		['some that cannot be read', [NaN, START - DAY, 'x' as unknown as number], null],
	])('%s', (_, deliveries, until) => {
		const expected = until === null ? { kind: 'send' } : { kind: 'wait', step: 'guide', until, reason };
		expect(nextAction(enrolled(), lead(), deliveries, START)).toMatchObject(expected);
	});
});

describe('variants and hold-out', () => {
	const keys = Array.from({ length: 20_000 }, (_, index) => `lead${index}@firm${index % 97}.no`);
	const withVariants = (id: string, weights: Record<string, number>): Campaign =>
		campaign({
			id,
			steps: ['first', 'second'].map((step) => ({
				id: step,
				afterDays: 0,
				content: { subject: 'Common', body: 'Body' },
				variants: Object.entries(weights).map(([variant, weight]) => ({ id: variant, weight, content: { subject: variant } })),
			})),
		});
	const variantOf = (of: Campaign, key: string, step = 'first'): string | null => {
		const action = compileCampaign(of).nextAction(enrolled(step === 'first' ? {} : { first: START }), lead({ key }), [], START);
		return action.kind === 'send' ? action.variant : null;
	};
	const share = (hits: boolean[]): number => hits.filter(Boolean).length / hits.length;

	test('a variant lays its content over the step\'s', () => {
		const action = compileCampaign(withVariants('c', { a: 1 })).nextAction(enrolled(), lead(), [], START);
		expect(action).toMatchObject({ variant: 'a', content: { subject: 'a', body: 'Body' } });
	});

	test('leads are shared by weight, within 1 of 100, and anew in every step and campaign', () => {
		const weighted = withVariants('c', { a: 1, b: 3 });
		const { nextAction } = compileCampaign(weighted);
		const first = keys.map((key) => {
			const action = nextAction(enrolled(), lead({ key }), [], START);
			return action.kind === 'send' && action.variant === 'a';
		});
		expect(Math.abs(share(first) - 0.25)).toBeLessThan(0.01);
		const some = keys.slice(0, 4000);
		const both = some.filter((key, index) => first[index] && variantOf(weighted, key, 'second') === 'a').length / some.length;
		expect(Math.abs(both - 0.25 ** 2)).toBeLessThan(0.015);
		const other = some.filter((key, index) => first[index] && variantOf(withVariants('d', { a: 1, b: 3 }), key) === 'a').length / some.length;
		expect(Math.abs(other - 0.25 ** 2)).toBeLessThan(0.015);
	});

	test('the same lead gets the same, however its key is written, and only the leads of a variant taken away move', () => {
		for (const key of keys.slice(0, 500)) {
			const before = variantOf(withVariants('c', { a: 1, b: 1, c: 1 }), key);
			expect(variantOf(withVariants('c', { c: 1, b: 1, a: 1 }), ` ${key.toUpperCase()} `)).toBe(before);
			if (before !== 'c') expect(variantOf(withVariants('c', { a: 1, b: 1 }), key)).toBe(before);
		}
	});

	test.each([0, 10, 50, 100])('%d%% are held out, the same every time', (holdoutPercent) => {
		const { enrolls } = compileCampaign(campaign({ holdoutPercent }));
		const drawn = keys.map((key) => enrolls({ to: 'nurture', modelId: 'm' }, lead({ key }), null, START));
		expect(keys.map((key) => enrolls({ to: 'nurture', modelId: 'm' }, lead({ key }), null, START + DAY))).toEqual(drawn);
		const heldOut = share(drawn.map((decision) => decision.enroll && decision.heldOut));
		if (holdoutPercent % 100 === 0) expect(heldOut).toBe(holdoutPercent / 100);
		else expect(Math.abs(heldOut - holdoutPercent / 100)).toBeLessThan(0.01);
	});

	test('who is held out is passed over when others are sent to, and converts like them', () => {
		const { nextAction } = compileCampaign(campaign());
		const heldOut = enrolled({ guide: START }, true);
		expect(nextAction(heldOut, lead(), [], START + 3 * DAY - 1)).toMatchObject({ kind: 'wait', until: START + 3 * DAY });
		expect(nextAction(heldOut, lead(), [], START + 3 * DAY)).toEqual({ kind: 'skip', step: 'case', reason: 'Held out, to measure what the campaign does' });
		expect(nextAction(heldOut, lead({ band: 'sales' }), [], START)).toMatchObject({ kind: 'exit', outcome: 'converted' });
	});
});

describe('enrolling', () => {
	const entry = { to: 'nurture', modelId: 'b2b' };
	const ended = (daysAgo: number) => ({ endedAt: START - daysAgo * DAY });
	test.each<[string, Partial<Campaign>, Parameters<ReturnType<typeof compileCampaign>['enrolls']>, string | null]>([
		['into the band', {}, [entry, lead(), null, START], null],
		['without consent, which may come', {}, [entry, lead({ consent: null }), null, START], null],
		['into another band', {}, [{ ...entry, to: 'cold' }, lead(), null, START], 'The campaign does not begin in this band'],
		['by the right model', { model: 'b2b' }, [entry, lead(), null, START], null],
		['by another model', { model: 'b2c' }, [entry, lead(), null, START], 'The campaign goes by the bands of model "b2c"'],
		['while enrolled', { reenterAfterDays: 0 }, [entry, lead(), { endedAt: null }, START], 'The lead is in the campaign already'],
		['again', {}, [entry, lead(), ended(1000), START], 'The lead was in the campaign before'],
		['again too soon', { reenterAfterDays: 90 }, [entry, lead(), ended(89), START], 'The lead was in the campaign less than 90 days ago'],
		['again in time', { reenterAfterDays: 90 }, [entry, lead(), ended(90), START], null],
		['again at once', { reenterAfterDays: 0 }, [entry, lead(), ended(0), START], null],
		['in sales already when it is noticed', {}, [entry, lead({ band: 'sales' }), null, START], 'Reached band "sales"'],
		['after it was in sales', {}, [entry, lead({ enteredBands: { sales: START - DAY } }), null, START], null],
		['unsubscribed', {}, [entry, lead({ suppressed: 'unsubscribed' }), null, START], 'The lead must not be written to: "unsubscribed"'],
		['a customer', {}, [entry, lead({ attributes: { customer: true } }), null, START], 'Meets the campaign\'s exit condition'],
	])('%s', (_, more, question, reason) => {
		const decision = compileCampaign(campaign(more)).enrolls(...question);
		expect(decision).toEqual(reason === null ? { enroll: true, heldOut: false } : { enroll: false, reason });
	});
});
