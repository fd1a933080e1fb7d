import { makeLead, type BenchLead } from './makeLead.ts';

const BATCH = 1000;

/** Leads 0 to `count - 1` as they come off the wire: parsed from JSON, with all that does to strings and object shapes. */
export function makeLeads(count: number, activityCount?: number): BenchLead[] {
	const leads: BenchLead[] = [];
	while (leads.length < count) {
		const length = Math.min(BATCH, count - leads.length);
		const batch = Array.from({ length }, (_, index) => makeLead(leads.length + index, activityCount));
		leads.push(...(JSON.parse(JSON.stringify(batch)) as BenchLead[]));
	}
	return leads;
}
