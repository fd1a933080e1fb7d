import type { Issue } from '../scoring/Issue';
import { listIssues } from '../scoring/listIssues';
import type { Campaign } from './Campaign';
import { campaignSchema } from './campaignSchema';
import { checkCampaign } from './checkCampaign';

/**
 * Checks a nurture campaign's JSON (format 1). Gives the campaign as it came in, or **every** problem at once, each with
 * its path: `steps[1].afterDays: expected a number of days, 0 to 366, got "three"`. Never throws.
 */
export function parseCampaign(json: unknown): { ok: true; campaign: Campaign } | { ok: false; issues: Issue[] } {
	try {
		const issues = listIssues(campaignSchema, json, checkCampaign(json));
		return issues.length === 0 ? { ok: true, campaign: json as Campaign } : { ok: false, issues };
	} catch {
		// The schema library runs out of stack on some hundred thousand problems.
		return { ok: false, issues: [{ path: '', message: 'too many problems to list; is this a nurture campaign?' }] };
	}
}
