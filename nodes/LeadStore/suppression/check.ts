import { isToolNode } from '../../isToolNode';
import { leadField } from '../fields/leadField';
import type { Attempt, Operation, Outgoing } from '../Operation';
import { attemptBatches } from '../run/attemptBatches';
import { attemptEach } from '../run/attemptEach';
import { toIso } from '../run/toIso';

/** Leads that are asked for at once. */
const LEADS = 1_000;

export const check: Operation = {
	option: { name: 'Check', value: 'check', action: 'Check suppressions', description: 'Tell on each item whether its lead must not be written to, and why' },
	fields: leadField,
	async execute({ store, context, items, now }) {
		const leads = await attemptEach(
			{ store, context, items, now },
			(parameters) => {
				const lead = parameters.lead();
				parameters.check();
				return lead;
			},
			false,
		);
		const suppressions = await attemptBatches(leads, LEADS, (batch) => store.suppressions.check(batch));
		const asTool = isToolNode(context.getNode());
		return suppressions.map((found, index): Attempt<Outgoing[]> => {
			if (!found.ok) return found;
			const { json, binary } = items[index]!;
			const suppression = found.value
				? { suppressed: true, reason: found.value.reason, note: found.value.note, since: toIso(found.value.at) }
				: { suppressed: false, reason: null, note: null, since: null };
			return { ok: true, value: [{ json: asTool ? suppression : { ...json, suppression }, ...(binary && { binary }) }] };
		});
	},
};
