import { highestBid } from '../hashing/highestBid';
import { compileCondition } from '../scoring/compileCondition';
import { toText } from '../scoring/values/toText';
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

interface Candidate {
	owner: Owner;
	key: string;
	weight: number;
	covers: ((attributes: unknown, now: number) => boolean) | null;
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
		weight: owner.weight ?? 1,
		covers: owner.territory ? compileCondition(owner.territory) : null,
	}));
	const anywhere = candidates.filter(({ covers }) => covers === null);

	return ({ key, attributes }, now) => {
		const local = candidates.filter(({ covers }) => covers?.(attributes, now));
		const owner = highestBid(local.length > 0 ? local : anywhere, toText(key) ?? '')?.owner;
		if (!owner) return { owner: null, reason: 'The lead is in nobody\'s territory, and every owner has one' };
		const { name, email } = owner;
		const reason = local.length > 0 ? `The lead is in ${name}'s territory` : `${name} takes leads from anywhere`;
		return { owner: { name, email }, reason };
	};
}
