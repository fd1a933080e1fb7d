import type { INodeProperties } from 'n8n-workflow';

/** The option that has scores told in a sentence. */
export const summaryField: INodeProperties = {
	displayName: 'Summary',
	name: 'summary',
	type: 'boolean',
	default: false,
	description:
		'Whether to add the score and its reasons as a sentence for a mail or a CRM note, and what would lift the lead to the next band, e.g. "A demo request (+25) would make 74"',
};

export const localeField: INodeProperties = {
	displayName: 'Locale',
	name: 'locale',
	type: 'string',
	default: '',
	placeholder: 'e.g. nb-NO',
	description: 'How numbers and dates are written in the summary, as language and country; empty for en-GB. The words are English.',
};
