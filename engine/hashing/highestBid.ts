import { evenDraw } from './evenDraw';

export interface Bidder {
	/** Unique among the bidders. */
	readonly key: string;
	/** Relative to the others', above 0. */
	readonly weight: number;
}

/**
 * Weighted rendezvous hashing: each bidder draws h, even in (0, 1), for `drawKey` and bids -weight / ln h; the
 * highest bid wins, which happens in proportion to the weights. Bids do not depend on the other bidders, so that
 * one who leaves gives away only what was theirs. `null` where nobody bids.
 * Source: C. Schindelhauer, G. Schomaker, Weighted distributed hash tables, SPAA 2005 (logarithmic method).
 */
export function highestBid<Candidate extends Bidder>(bidders: readonly Candidate[], drawKey: string): Candidate | null {
	let winner: { bidder: Candidate; bid: number } | null = null;
	for (const bidder of bidders) {
		const bid = -bidder.weight / Math.log(evenDraw(drawKey, bidder.key));
		// Equal bids go by the key, so that the order of the list never matters.
		if (!winner || bid > winner.bid || (bid === winner.bid && bidder.key < winner.bidder.key)) winner = { bidder, bid };
	}
	return winner?.bidder ?? null;
}
