/** Sends what is due in a campaign as the trigger does, telling the id of each message on the standard output, until it is killed. */
import { setTimeout as sleep } from 'node:timers/promises';
import { JobRunner } from '../../nodes/NurtureCampaignTrigger/JobRunner';
import { stepQueue } from '../../nodes/NurtureCampaignTrigger/queues/stepQueue';
import { openLeadRepository, type LeadStoreConfig } from '../../store';

const [config = '{}', campaignId = ''] = process.argv.slice(2);

async function main(): Promise<void> {
	const repository = await openLeadRepository(JSON.parse(config) as LeadStoreConfig);
	const { campaign } = (await repository.campaigns.get(campaignId))!;
	const runner = new JobRunner({
		queue: stepQueue(repository, campaign, async () => undefined, 10),
		run: async (items) => {
			for (const { nurture } of items as { nurture: { messageId: string } }[]) process.stdout.write(`${nurture.messageId}\n`);
			await sleep(5);
			return null;
		},
		concurrency: 5,
		batchSize: 1,
		leaseMs: 60_000,
		now: Date.now,
		onError: (error) => process.stderr.write(`${String(error)}\n`),
	});
	await repository.onNews(() => void runner.look());
	process.stdout.write('ready\n');
	await runner.look();
}

void main();
