import type { IDataObject } from 'n8n-workflow';
import type { Campaign } from '../../../engine';
import type { LeadRepository, LeasedStep } from '../../../store';
import type { JobQueue } from '../Job';

/** Where a message's link leads to; nothing but a page of the web is ever redirected to. */
const linkOf = (content: LeasedStep['content']): string | null => {
	const { linkUrl } = content as { linkUrl?: unknown };
	return typeof linkUrl === 'string' && /^https?:\/\//i.test(linkUrl) ? linkUrl : null;
};

const itemOf = async ({ messageTokens }: LeadRepository, campaign: Campaign, { id, enrollmentId, step, variant, content, dueAt, attempts, lead }: LeasedStep): Promise<IDataObject> => ({
	...(lead.attributes as IDataObject),
	key: lead.key,
	nurture: {
		messageId: id,
		campaignId: campaign.id,
		campaign: campaign.name,
		enrollmentId,
		step,
		variant,
		attempt: attempts,
		dueAt: new Date(dueAt).toISOString(),
		content: content as IDataObject,
		token: await messageTokens.seal({ key: lead.key, messageId: id, campaignId: campaign.id, step, linkUrl: linkOf(content) }),
	},
});

/** Steps of a campaign whose time has come. */
export function stepQueue(store: LeadRepository, campaign: Campaign, save: (now: number) => Promise<void>, maxAttempts: number): JobQueue<LeasedStep> {
	return {
		subscribe: save,
		async take(limit, leaseMs, now) {
			const steps = await store.campaigns.lease(campaign.id, { limit, leaseMs, now });
			const items = await Promise.all(steps.map((step) => itemOf(store, campaign, step)));
			return steps.map((lease, index) => ({ item: items[index]!, lease }));
		},
		acknowledge: (steps, now) => store.campaigns.acknowledge(steps, now),
		fail: (steps, error, now) => store.campaigns.fail(steps, error, { now, maxAttempts }),
		release: (steps) => store.campaigns.release(steps),
		renew: (steps, leaseUntil) => store.campaigns.renew(steps, leaseUntil),
		async peek(now) {
			const [step] = await store.campaigns.peek(campaign.id, { limit: 1, now });
			return step ? itemOf(store, campaign, step) : null;
		},
		sample(now) {
			const [{ id, content = {}, variants = [] }] = campaign.steps as [Campaign['steps'][number]];
			return itemOf(store, campaign, {
				id: 'sample',
				token: '',
				enrollmentId: 'sample',
				campaignId: campaign.id,
				step: id,
				variant: variants[0]?.id ?? null,
				content: { ...content, ...variants[0]?.content },
				dueAt: now,
				attempts: 1,
				lead: { key: 'kari.nordmann@example.com', attributes: { email: 'kari.nordmann@example.com', firstName: 'Kari' }, band: campaign.enter.bands[0]! },
			});
		},
	};
}
