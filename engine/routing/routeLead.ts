import { DAY_MS } from '../scoring/dayMs';
import { toText } from '../scoring/values/toText';
import { DISQUALIFIED, UNCHANGED } from './Routing';
import type { Routing, RoutingBand } from './Routing';

/** What routing needs to know of a lead. */
export interface LeadStanding {
	/** Points; may be absent where `band` is given. */
	score: number | null;
	/** The band that scoring has put the lead in, or `disqualified`; `null` to go by the score. */
	band: string | null;
	/** Fit points. */
	fit: number | null;
	/** Id or name of the band the lead was in before; `null` if it is new. */
	previousBand: string | null;
	/** Whether the lead has just come into its band, as a store of leads tells it; absent to go by `previousBand`. */
	bandChanged?: boolean;
	/** When the lead was last handed off, epoch ms; `null` for never. */
	lastHandOffAt: number | null;
}

/** Where a lead goes and why, or why it cannot be routed and what to do about it. */
export type Route =
	| {
			ok: true;
			/** Id of the band whose output the lead leaves by, `disqualified` or `unchanged`. */
			output: string;
			/** Id of the band the lead is now in, whatever the output, or `disqualified`. */
			band: string;
			/** Whether this hands the lead off. */
			handOff: boolean;
			reason: string;
	  }
	| { ok: false; message: string; remedy: string };

interface Placement {
	/** `null`: disqualified. */
	band: RoutingBand | null;
	reason: string;
}

type Refusal = { ok: false; message: string; remedy: string };

const fromTheTop = (bands: readonly RoutingBand[]): RoutingBand[] => [...bands].sort((a, b) => b.min - a.min);

const isCalled = (name: string | null, band: RoutingBand | null): boolean => {
	const wanted = toText(name);
	if (wanted === null) return false;
	return band === null ? wanted === DISQUALIFIED : wanted === toText(band.id) || wanted === toText(band.name);
};

/** A score below every band (some CRMs count below 0) is in the lowest. */
function bandOfScore(descending: readonly RoutingBand[], score: number): Placement {
	const band = descending.find(({ min }) => score >= min);
	if (band) return { band, reason: `Score ${score} is at least ${band.min}` };
	return { band: descending.at(-1) ?? null, reason: `Score ${score} is below every band` };
}

function place(descending: readonly RoutingBand[], { band, score }: LeadStanding): Placement | Refusal {
	const scored = score === null ? '' : ` with score ${score}`;
	if (band === DISQUALIFIED) return { band: null, reason: `Scoring disqualified the lead${scored}` };
	if (band !== null) {
		const own = descending.find(({ id }) => id === band);
		if (own) return { band: own, reason: `Scoring put the lead in band "${band}"${scored}` };
		const known = descending.map(({ id }) => `"${id}"`).join(', ');
		return {
			ok: false,
			message: `The lead is in band "${band}", which has no output`,
			remedy: `Add a band with the ID "${band}" to 'Bands' (there are ${known}), or rename the band in the scoring model`,
		};
	}
	if (score !== null) return bandOfScore(descending, score);
	return { ok: false, message: 'The lead has no score', remedy: 'Score the lead before routing it' };
}

/** A lead short of the minimum fit goes to the next band down. */
function checkFit(
	placement: Placement,
	descending: readonly RoutingBand[],
	{ minimumFit }: Routing,
	{ fit }: LeadStanding,
): Placement | Refusal {
	const [handOff, next] = descending;
	if (minimumFit === undefined || !handOff || !next || placement.band !== handOff) return placement;
	if (fit === null) {
		return {
			ok: false,
			message: `The lead has no fit to compare with 'Minimum Fit for Hand-Off'`,
			remedy: 'Put the fit points on the item, or remove the minimum fit from the options',
		};
	}
	if (fit >= minimumFit) return placement;
	return { band: next, reason: `${placement.reason}, but fit ${fit} is below the ${minimumFit} that ${handOff.name} needs` };
}

const days = (ms: number): string => {
	const count = Math.floor(ms / DAY_MS);
	return count === 1 ? '1 day' : `${count} days`;
};

/** Why a lead is not handed off now: it was not long ago, or has not left the band since; `null` if it may be. */
function whyNotAgain({ handOffEveryDays }: Routing, { lastHandOffAt, bandChanged }: LeadStanding, now: number): string | null {
	if (handOffEveryDays === undefined || lastHandOffAt === null) return null;
	const sinceMs = now - lastHandOffAt;
	const when = sinceMs < 0 ? 'for a later date already' : `${days(sinceMs)} ago`;
	if (sinceMs < handOffEveryDays * DAY_MS) return `it was handed off ${when}, and at most once in ${handOffEveryDays} days is allowed`;
	// Else a lead that stays would be handed off day after day, once the first days have passed.
	return bandChanged === false ? `it was handed off ${when}, and has been in the band ever since` : null;
}

/**
 * Decides which output a lead leaves by: the band of its scoring, or else of its score; one band down if it is
 * short of the minimum fit; *unchanged* if it must have changed bands and has not (neither before nor after the
 * fit was looked at), or if its last hand-off is less than `handOffEveryDays` days (of 24 h) ago or, where a store
 * tells that it has stayed in its band since, however long ago.
 *
 * @param routing as `parseRouting` accepts it
 * @param now epoch ms
 */
export function routeLead(routing: Routing, lead: LeadStanding, now: number): Route {
	const descending = fromTheTop(routing.bands);
	const scored = place(descending, lead);
	if ('ok' in scored) return scored;
	const placed = checkFit(scored, descending, routing, lead);
	if ('ok' in placed) return placed;

	const { band, reason } = placed;
	const id = band?.id ?? DISQUALIFIED;
	const stays = (why: string): Route => ({ ok: true, output: UNCHANGED, band: id, handOff: false, reason: `${reason}; ${why}` });

	const isAsBefore = lead.bandChanged === false || [placed.band, scored.band].some((own) => isCalled(lead.previousBand, own));
	if (routing.onlyWhenBandChanged && isAsBefore) return stays('its band has not changed');
	const handOff = band !== null && band === descending[0];
	const whyNot = handOff ? whyNotAgain(routing, lead, now) : null;
	if (whyNot !== null) return stays(whyNot);
	return { ok: true, output: id, band: id, handOff, reason };
}
