import { z } from 'zod/v4';
import { isRecord } from '../scoring/isRecord';
import { schemaParts } from '../scoring/schemaParts';
import { minuteOfDay } from './minuteOfDay';
import { timeZone } from './timeZone';
import { weekdays } from './weekdays';

const { expected, text, filledText, id, aboveZero, count, percentage, fieldPath, activityTypes, condition, object, list } = schemaParts;

const DAYS = 'a number of days, 0 to 366';
const FEW_DAYS = 'a number of days above 0, at most 366';
const MANY_DAYS = 'a number of days, 0 to 3660';
const WEIGHT = 'a weight above 0, at most 1000000';

const daysTo = (most: number, phrase: string) => z.number(expected(phrase)).min(0, expected(phrase)).max(most, expected(phrase));
const fewDays = z.number(expected(FEW_DAYS)).gt(0, expected(FEW_DAYS)).max(366, expected(FEW_DAYS));
const flag = z.boolean(expected('true or false'));
const time = (phrase: string) => z.string(expected(phrase)).refine((value) => minuteOfDay(value) !== null, expected(phrase));
const zone = z
	.string(expected('a time zone'))
	.refine((name) => timeZone(name) !== null, expected('an IANA time zone such as "Europe/Oslo"'));
const date = z.iso.date(expected('a day of the calendar such as "2026-12-24"'));
const content = z.custom<Record<string, unknown>>(isRecord, expected('an object'));

const bands = list(id).min(1, expected('at least one band'));

const activityCheck = object({
	activity: activityTypes,
	where: z.optional(condition),
	sincePreviousStep: z.optional(flag),
	withinDays: z.optional(aboveZero),
});

const variant = object({
	id,
	weight: z.number(expected(WEIGHT)).gt(0, expected(WEIGHT)).max(1e6, expected(WEIGHT)),
	content: z.optional(content),
});

const step = object({
	id,
	name: z.optional(text),
	afterDays: daysTo(366, DAYS),
	content: z.optional(content),
	unless: z.optional(activityCheck),
	onlyIf: z.optional(activityCheck),
	variants: z.optional(list(variant).min(1, expected('at least one variant'))),
});

/** The shape of a campaign; what holds between its parts is checked by `checkCampaign`. */
export const campaignSchema = object({
	format: z.literal(1, expected('1, the only campaign format')),
	id,
	name: filledText,
	version: count,
	model: z.optional(id),
	enter: object({ bands }),
	goal: z.optional(object({ bands })),
	exit: z.optional(object({ bands: z.optional(bands), when: z.optional(condition) })),
	reenterAfterDays: z.optional(daysTo(3660, MANY_DAYS)),
	holdoutPercent: z.optional(percentage),
	window: z.optional(
		object({
			days: z.optional(list(z.enum(weekdays, expected(`one of ${weekdays.join(', ')}`))).min(1, expected('at least one day'))),
			from: z.optional(time('a time such as "08:00"')),
			to: z.optional(time('a time such as "17:00", or "24:00"')),
			timeZone: zone,
			timeZoneField: z.optional(fieldPath),
			skip: z.optional(list(date)),
		}),
	),
	atMost: z.optional(object({ messages: count, perDays: fewDays })),
	steps: list(step).min(1, expected('at least one step')),
});
