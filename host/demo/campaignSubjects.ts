/** What the mails of the example campaign are called, step by step, in all variants. */
export const campaignSubjects: readonly (readonly string[])[] = [
	['How a team of twelve got a day a week back'],
	['Would it pay for itself?', 'Your business case in three figures'],
	['Twenty minutes, your questions, no slides'],
];
