import { compileCondition } from '../scoring/compileCondition';
import { toText } from '../scoring/values/toText';
import { murmur3 } from './murmur3';
import type { Owner } from './Routing';

/** Who takes over a lead, or `null` where nobody does, and why. */
export interface Assignment {
	owner: { name: string; email: string } | null;
	reason: string;
}

/**
 * @param lead its identity (`key`) and the attributes that territories ask about
 * @param now epoch ms
 */
export type AssignOwner = (lead: { key: string; attributes: unknown }, now: number) => Assignment;

const HASHES = 2 ** 32;

/** A number in (0, 1), never on either end, evenly spread over lead and owner. */
const evenDraw = (leadKey: string, ownerKey: string): number =>
	(murmur3(`${leadKey}\n${ownerKey}`) + 0.5) / HASHES;

interface Candidate {
	owner: Owner;
	key: string;
	covers: ((attributes: unknown, now: number) => boolean) | null;
}

/**
 * Weighted rendezvous hashing: each owner draws h, even in (0, 1), for the lead and bids -weight / ln h; the
 * highest bid wins, which happens in proportion to the weights. Bids do not depend on the other owners, so
 * that an owner who leaves gives away only the leads that were theirs.
 * Source: C. Schindelhauer, G. Schomaker, Weighted distributed hash tables, SPAA 2005 (logarithmic method).
 */
function highestBid(candidates: readonly Candidate[], leadKey: string): Owner | null {
	let winner: { owner: Owner; key: string; bid: number } | null = null;
	for (const { owner, key } of candidates) {
		const bid = -(owner.weight ?? 1) / Math.log(evenDraw(leadKey, key));
		// Equal bids go by the key, so that the order of the list never matters.
		if (!winner || bid > winner.bid || (bid === winner.bid && key < winner.key)) winner = { owner, key, bid };
	}
	return winner?.owner ?? null;
}

/**
 * Prepares the assignment of leads to owners that `parseRouting` has accepted. A lead goes to one of the
 * owners whose territory it is in; if it is in nobody's, to one of those who have no territory. The same lead
 * gets the same owner every time, whatever the order of the owners and whoever else is handed off.
 */
export function compileOwners(owners: readonly Owner[]): AssignOwner {
	const candidates = owners.map((owner): Candidate => ({
		owner,
		key: toText(owner.email) ?? '',
		covers: owner.territory ? compileCondition(owner.territory) : null,
	}));
	const anywhere = candidates.filter(({ covers }) => covers === null);

	return ({ key, attributes }, now) => {
		const local = candidates.filter(({ covers }) => covers?.(attributes, now));
		const owner = highestBid(local.length > 0 ? local : anywhere, toText(key) ?? '');
		if (!owner) return { owner: null, reason: 'The lead is in nobody\'s territory, and every owner has one' };
		const { name, email } = owner;
		const reason = local.length > 0 ? `The lead is in ${name}'s territory` : `${name} takes leads from anywhere`;
		return { owner: { name, email }, reason };
	};
}
