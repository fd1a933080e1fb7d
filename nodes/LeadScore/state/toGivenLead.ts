import { leadIdentity, readLead, type Lead } from '../../../engine';
import type { GivenLead } from '../../../store';
import type { Problem } from '../../Problem';
import { toLeadInput } from '../../toLeadInput';
import { withoutIdentity } from '../../withoutIdentity';
import type { LeadScoreOptions } from '../readOptions';

/** Fields that only say which lead is meant: the store may know it by a newer address by now. */
const namingFields = ({ key, attributes }: Lead): string[] => ['email', 'id'].filter((field) => leadIdentity(attributes[field]) === key);

/** An item as the store takes in a lead. */
export function toGivenLead(item: unknown, { reading, resultField }: LeadScoreOptions): { ok: true; lead: GivenLead; hasAdjustments: boolean } | { ok: false; problem: Problem } {
	const read = readLead(item, reading);
	if (!read.ok) return { ok: false, problem: read };
	const { key, activities = [], adjustments = [] } = read.lead;
	if (key === undefined) {
		return {
			ok: false,
			problem: {
				message: `The store cannot tell which lead this is: the item has ${withoutIdentity(read.lead)}`,
				remedy: "Put the lead's address in the field 'email', or its ID (such as hubspot:123) in 'key'. Or set 'Keep State In' to 'Nothing (Stateless)'.",
			},
		};
	}
	const leaveOut = [reading.activitiesField, reading.adjustmentsField, resultField, ...namingFields(read.lead)];
	return { ok: true, lead: { key, ...toLeadInput(read.lead, leaveOut), activities }, hasAdjustments: adjustments.length > 0 };
}
