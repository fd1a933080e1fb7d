import { dynamicsLead } from './dynamicsLead';
import { generic } from './generic';
import { hubspotContact } from './hubspotContact';
import type { LeadFormat } from './LeadFormat';
import { odooLead } from './odooLead';
import { pipedrivePerson } from './pipedrivePerson';
import { salesforceLead } from './salesforceLead';
import { zohoLead } from './zohoLead';

/** Every lead format, in the order in which *Auto-detect* tries them; `generic` takes what no other knows. */
export const leadFormats = [
	hubspotContact,
	salesforceLead,
	pipedrivePerson,
	odooLead,
	dynamicsLead,
	zohoLead,
	generic,
] as const satisfies readonly LeadFormat[];

/** A value of the parameter 'Lead Format'. */
export type LeadFormatChoice = 'autoDetect' | LeadFormatId;

export type LeadFormatId = (typeof leadFormats)[number]['id'];
