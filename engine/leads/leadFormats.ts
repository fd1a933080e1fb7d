import { generic } from './generic';
import { hubspotContact } from './hubspotContact';
import type { LeadFormat } from './LeadFormat';
import { salesforceLead } from './salesforceLead';

/** Every lead format, in the order in which *Auto-detect* tries them; `generic` takes what no other knows. */
export const leadFormats = [
	hubspotContact,
	salesforceLead,
	generic,
] as const satisfies readonly LeadFormat[];

/** A value of the parameter 'Lead Format'. */
export type LeadFormatChoice = 'autoDetect' | LeadFormatId;

export type LeadFormatId = (typeof leadFormats)[number]['id'];
