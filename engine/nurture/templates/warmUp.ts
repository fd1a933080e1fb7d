import type { ActivityCheck, Campaign } from '../Campaign';

/** Whoever writes or books a meeting is in touch with a person, and needs no more mail from a campaign. */
const inTouch: ActivityCheck = { activity: ['email_reply', 'phone_call', 'meeting_booked', 'demo_request'], sincePreviousStep: true };

/**
 * Four mails in two weeks for B2B leads between 50 and 70: help first, then proof, then the numbers, then an offer to
 * talk. Each asks for one click, and each click counts towards the hand-off to sales, which ends the campaign. One lead in
 * ten is held out, so that its effect can be told from what would have happened anyway.
 *
 * To make it yours: the texts, the addresses, the time zone and the holidays.
 */
export const warmUp: Campaign = {
	format: 1,
	id: 'warm-up-50-70',
	name: 'Warm-up 50–70',
	version: 1,
	enter: { bands: ['nurture'] },
	goal: { bands: ['sales'] },
	exit: { bands: ['cold'] },
	reenterAfterDays: 90,
	holdoutPercent: 10,
	window: { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '17:00', timeZone: 'Europe/Oslo', timeZoneField: 'timeZone' },
	atMost: { messages: 3, perDays: 7 },
	steps: [
		{
			id: 'guide',
			name: 'The guide',
			afterDays: 0,
			content: {
				subject: 'A short guide to what you were looking at',
				preview: 'Ten minutes to read, with the checklist our customers use.',
				body: 'Hello,\n\nYou have been looking into this lately, so here is our guide: what to ask before you choose, what it costs to do nothing, and a one-page checklist to take into your next meeting.\n\nIt takes ten minutes, and there is no form to fill in.',
				linkText: 'Read the guide',
				linkUrl: 'https://www.example.com/guide',
			},
		},
		{
			id: 'case',
			name: 'The customer story',
			afterDays: 3,
			unless: inTouch,
			content: {
				subject: 'How a team of twelve got a day a week back',
				preview: 'What they changed first, what they left alone, and what it took.',
				body: 'Hello,\n\nA company about your size had the same work done by hand in three systems. They began with one process, kept the tools they had, and were done in five weeks. The team now spends about a day a week less on it.\n\nThe story tells what they changed first, what they left alone, and what they would do differently.',
				linkText: 'Read their story',
				linkUrl: 'https://www.example.com/customers/a-day-a-week',
			},
		},
		{
			id: 'numbers',
			name: 'The numbers',
			afterDays: 4,
			unless: inTouch,
			content: {
				preview: 'Three figures in, one answer out. Nothing is saved.',
				body: 'Hello,\n\nBefore anybody asks you for a business case: with three figures (people, hours, cost of an hour) our calculator shows what you would save in a year, and after how many months it has paid for itself. If it does not pay for you, it says so.\n\nNothing is saved, and you can send the result to a colleague.',
				linkText: 'Work it out',
				linkUrl: 'https://www.example.com/calculator',
			},
			variants: [
				{ id: 'question', weight: 1, content: { subject: 'Would it pay for itself?' } },
				{ id: 'promise', weight: 1, content: { subject: 'Your business case in three figures' } },
			],
		},
		{
			id: 'talk',
			name: 'The offer to talk',
			afterDays: 6,
			unless: inTouch,
			content: {
				subject: 'Twenty minutes, your questions, no slides',
				preview: 'Pick a time, or just reply with your question.',
				body: 'Hello,\n\nThis is the last mail of this kind. If the question is still open, let us take twenty minutes: you ask, one of our specialists answers, and you get a frank view of whether we fit. If you would rather write, reply to this mail, and a person will answer.\n\nIf now is not the time, no hard feelings: the guide stays where it is.',
				linkText: 'Pick a time',
				linkUrl: 'https://www.example.com/talk',
			},
		},
	],
};
