import { compileCampaign, type NurtureAction, type SendWindow } from '../../../engine';
import { addDays } from '../../../engine/nurture/addDays';
import { compileWindow } from '../../../engine/nurture/compileWindow';
import { timeZone } from '../../../engine/nurture/timeZone';

const at = (iso: string): number => Date.parse(iso);
const zoneOf = (name: string) => timeZone(name)!;

const nextOpening = (zone: string, hours: string, from: string, more: Partial<SendWindow> = {}): string => {
	const [opens = '', closes = ''] = hours.split('-');
	const window = compileWindow({ from: opens, to: closes, timeZone: zone, ...more });
	return new Date(window.nextOpening(at(from), zoneOf(zone))).toISOString();
};

describe('the next opening of a window around the days when clocks are changed', () => {
	test.each<[zone: string, hours: string, from: string, opening: string, why: string]>([
		['Europe/Oslo', '08:00-17:00', '2026-03-28T18:00+01:00', '2026-03-29T08:00+02:00', 'clocks forward: opens by the new time'],
		['Europe/Oslo', '08:00-17:00', '2026-10-24T18:00+02:00', '2026-10-25T08:00+01:00', 'clocks back: opens by the new time'],
		['Europe/Oslo', '02:30-04:00', '2026-03-29T00:00+01:00', '2026-03-29T03:00+02:00', 'opening time is skipped: opens when the clocks have been changed'],
		['Europe/Oslo', '02:00-03:00', '2026-03-29T00:00+01:00', '2026-03-30T02:00+02:00', 'the whole window is skipped: opens the next day'],
		['Europe/Oslo', '02:15-02:45', '2026-03-29T01:59:59+01:00', '2026-03-30T02:15+02:00', 'the same, asked a second before'],
		['Europe/Oslo', '01:00-02:30', '2026-03-29T01:30+01:00', '2026-03-29T01:30+01:00', 'open before the change'],
		['Europe/Oslo', '01:00-02:30', '2026-03-29T03:00+02:00', '2026-03-30T01:00+02:00', 'closing time is skipped: closed after the change'],
		['Europe/Oslo', '02:30-02:45', '2026-10-25T00:00+02:00', '2026-10-25T02:30+02:00', 'shown twice: the first time'],
		['Europe/Oslo', '02:30-02:45', '2026-10-25T02:50+02:00', '2026-10-25T02:30+01:00', 'shown twice: the second time'],
		['Europe/Oslo', '00:00-24:00', '2026-10-25T02:59:59.999+02:00', '2026-10-25T02:59:59.999+02:00', 'the whole of a day of 25 hours'],
		['America/New_York', '08:00-17:00', '2026-03-07T20:00-05:00', '2026-03-08T08:00-04:00', 'clocks forward'],
		['America/New_York', '02:30-09:00', '2026-03-08T00:00-05:00', '2026-03-08T03:00-04:00', 'opening time is skipped'],
		['America/New_York', '01:15-01:30', '2026-11-01T01:20-04:00', '2026-11-01T01:20-04:00', 'open for the first time'],
		['America/New_York', '01:15-01:30', '2026-11-01T01:30-04:00', '2026-11-01T01:15-05:00', 'open for the second time'],
		['America/New_York', '08:00-17:00', '2026-10-31T20:00-04:00', '2026-11-01T08:00-05:00', 'clocks back'],
		['Australia/Lord_Howe', '08:00-17:00', '2026-10-03T18:00+10:30', '2026-10-04T08:00+11:00', 'half an hour forward, in spring of the south'],
		['Australia/Lord_Howe', '02:10-05:00', '2026-10-04T00:00+10:30', '2026-10-04T02:30+11:00', 'opening time is in the skipped half hour'],
		['Australia/Lord_Howe', '02:00-02:30', '2026-10-04T00:00+10:30', '2026-10-05T02:00+11:00', 'the skipped half hour'],
		['Australia/Lord_Howe', '08:00-17:00', '2026-04-04T18:00+11:00', '2026-04-05T08:00+10:30', 'half an hour back'],
		['Australia/Lord_Howe', '01:30-01:45', '2026-04-05T01:45+11:00', '2026-04-05T01:30+10:30', 'shown twice: the second time'],
		['Asia/Kolkata', '08:00-17:00', '2026-03-28T18:00+05:30', '2026-03-29T08:00+05:30', 'clocks that are never changed'],
		['Asia/Kolkata', '02:30-04:00', '2026-10-25T02:00+05:30', '2026-10-25T02:30+05:30', 'the same in autumn'],
		['Pacific/Apia', '08:00-17:00', '2011-12-29T18:00-10:00', '2011-12-31T08:00+14:00', 'a day that never was'],
		['UTC', '08:00-17:00', '2026-12-31T17:00Z', '2027-01-01T08:00Z', 'closed at the closing time, and a new year'],
	])('%s %s from %s: %s (%s)', (zone, hours, from, opening) => {
		expect(nextOpening(zone, hours, from)).toBe(new Date(at(opening)).toISOString());
	});

	test('weekdays and skipped days are those of the zone', () => {
		const more = { days: ['mon' as const], skip: ['2026-12-21'] };
		expect(nextOpening('Pacific/Auckland', '08:00-17:00', '2026-12-14T17:00+13:00', more)).toBe('2026-12-27T19:00:00.000Z');
		expect(nextOpening('America/Los_Angeles', '08:00-17:00', '2026-12-14T17:00-08:00', more)).toBe('2026-12-28T16:00:00.000Z');
	});

	test('a window whose days are nearly all skipped opens on the one that is left', () => {
		const mondays = Array.from({ length: 500 }, (_, week) => new Date(at('2026-01-05Z') + week * 7 * 86_400_000).toISOString().slice(0, 10));
		const opening = nextOpening('Europe/Oslo', '08:00-17:00', '2026-01-01T00:00Z', { days: ['mon'], skip: mondays });
		expect(opening).toBe('2035-08-06T06:00:00.000Z');
	});
});

describe('so many days later', () => {
	test.each<[zone: string, from: string, days: number, to: string, why: string]>([
		['Europe/Oslo', '2026-03-27T10:00+01:00', 3, '2026-03-30T10:00+02:00', 'the same time of day over the change'],
		['Europe/Oslo', '2026-10-23T10:00+02:00', 3, '2026-10-26T10:00+01:00', 'and back'],
		['Europe/Oslo', '2026-03-28T02:30+01:00', 1, '2026-03-29T03:30+02:00', 'a time that is skipped'],
		['Europe/Oslo', '2026-10-24T02:30+02:00', 1, '2026-10-25T02:30+02:00', 'a time shown twice: the first'],
		['Europe/Oslo', '2026-10-25T02:30+01:00', 1, '2026-10-26T02:30+01:00', 'from the second of two'],
		['Europe/Oslo', '2026-03-29T03:00+02:00', 1, '2026-03-30T03:00+02:00', 'from the very moment of the change'],
		['America/New_York', '2026-03-07T12:00-05:00', 1, '2026-03-08T12:00-04:00', 'New York forward'],
		['America/New_York', '2026-10-31T12:00-04:00', 1.5, '2026-11-02T00:00-05:00', 'a day and a half'],
		['Australia/Lord_Howe', '2026-10-03T02:15+10:30', 1, '2026-10-04T02:45+11:00', 'a skipped half hour'],
		['Australia/Lord_Howe', '2026-04-04T12:00+11:00', 1, '2026-04-05T12:00+10:30', 'half an hour back'],
		['Asia/Kolkata', '2026-03-28T02:30+05:30', 1, '2026-03-29T02:30+05:30', 'clocks that are never changed'],
	])('%s %s and %d days: %s (%s)', (zone, from, days, to) => {
		expect(new Date(addDays(zoneOf(zone), at(from), days)).toISOString()).toBe(new Date(at(to)).toISOString());
	});
});

describe('the zone of a lead', () => {
	const { nextAction } = compileCampaign({
		format: 1,
		id: 'c',
		name: 'C',
		version: 1,
		enter: { bands: ['nurture'] },
		window: { from: '08:00', to: '17:00', timeZone: 'Europe/Oslo', timeZoneField: 'home.zone' },
		steps: [{ id: 'first', afterDays: 0 }],
	});
	const night = at('2026-07-01T00:00Z');
	const nextFor = (zone: unknown): NurtureAction =>
		nextAction({ enrolledAt: night, heldOut: false, passed: [] }, { key: 'k', attributes: { home: { zone } }, band: 'nurture', consent: 'granted', suppressed: null }, [], night);

	test.each([
		['America/New_York', '2026-07-01T12:00Z'],
		[' america/new_york ', '2026-07-01T12:00Z'],
		['Asia/Calcutta', '2026-07-01T02:30Z'],
		['Mars/Olympus', '2026-07-01T06:00Z'],
		['', '2026-07-01T06:00Z'],
		[undefined, '2026-07-01T06:00Z'],
		[{ zone: 'x' }, '2026-07-01T06:00Z'],
		['constructor', '2026-07-01T06:00Z'],
		['x'.repeat(100_000), '2026-07-01T06:00Z'],
	])('%p opens at %s', (zone, opening) => {
		expect(nextFor(zone)).toEqual({ kind: 'wait', step: 'first', until: at(opening), reason: 'Outside the campaign\'s hours' });
	});
});
