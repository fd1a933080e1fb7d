import { parseCampaign, type Campaign, type Issue } from '../engine';
import { parseJsonParameter } from './parseJsonParameter';
import type { Problem } from './Problem';

export type CampaignParsing = { ok: true; campaign: Campaign } | { ok: false; problem: Problem };

/**
 * Checks a campaign.
 *
 * @param where it is, e.g. "in 'Campaign JSON'"
 * @param words puts an issue in the words of that place
 */
export function checkCampaign(json: unknown, where: string, words: (issue: Issue) => Issue = (issue) => issue): CampaignParsing {
	const parsed = parseCampaign(json);
	if (parsed.ok) return parsed;
	const { length } = parsed.issues;
	return {
		ok: false,
		problem: { message: `The campaign ${where} has ${length === 1 ? 'a problem' : `${length} problems`}`, remedy: 'Mend these places:', issues: parsed.issues.map(words) },
	};
}

/** Reads the value of the parameter 'Campaign JSON': a campaign, or the JSON text of one. */
export function readCampaignJson(value: unknown): CampaignParsing {
	const given = parseJsonParameter('Campaign JSON', value);
	return given.ok ? checkCampaign(given.json, "in 'Campaign JSON'") : given;
}
