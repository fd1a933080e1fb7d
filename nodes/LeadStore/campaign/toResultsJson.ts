import type { IDataObject } from 'n8n-workflow';
import type { Campaign, CampaignLift, CampaignResults, Proportion } from '../../../engine';

const percent = (share: number): string => (share * 100).toFixed(1);
const points = (share: number): string => `${share > 0 ? '+' : ''}${percent(share)}`;

const shareJson = (share: Proportion | null): IDataObject =>
	share === null
		? { count: 0, of: 0, share: null, low: null, high: null, text: 'nobody yet' }
		: { ...share, text: `${share.count} of ${share.of}: ${percent(share.share)}% (${percent(share.low)} to ${percent(share.high)}%)` };

function liftJson(lift: CampaignLift | null): IDataObject {
	if (lift === null) return { difference: null, low: null, high: null, proven: false, text: 'nobody to compare with' };
	const proven = lift.low > 0 || lift.high < 0;
	return { ...lift, proven, text: `${points(lift.difference)} points (${points(lift.low)} to ${points(lift.high)}): ${proven ? 'proven' : 'not proven'}` };
}

/** What a campaign has achieved, each share and difference as numbers (0 to 1, with the 95% interval) and as text. */
export function toResultsJson({ id, name, version }: Campaign, { contacted, heldOut, lift, steps }: CampaignResults): IDataObject {
	return {
		campaignId: id,
		name,
		version,
		contacted: shareJson(contacted),
		heldOut: shareJson(heldOut),
		lift: liftJson(lift),
		steps: steps.map(({ step, variant, sent, ...shares }) => ({
			step,
			variant,
			sent,
			opened: shareJson(shares.opened),
			clicked: shareJson(shares.clicked),
			replied: shareJson(shares.replied),
			reached: shareJson(shares.reached),
			lift: liftJson(shares.lift),
		})),
	};
}
