import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileCampaign, parseCampaign, starterCampaigns, starterTemplates } from '../../../engine';

describe.each(starterCampaigns)('the starter campaign $id', ({ id, name, campaign }) => {
	test('is a valid campaign and plain JSON, in the bands of the starter models', () => {
		expect(parseCampaign(campaign)).toMatchObject({ ok: true });
		expect(JSON.parse(JSON.stringify(campaign))).toEqual(campaign);
		expect(campaign).toMatchObject({ id, name });
		const used = [campaign.enter, campaign.goal, campaign.exit].flatMap((part) => part?.bands ?? []);
		for (const { model } of starterTemplates) expect(model.bands!.map((band) => band.id)).toEqual(expect.arrayContaining(used));
	});

	test('has a message to send in every step and variant', () => {
		for (const { name: step, content = {}, variants = [{ id: 'only', weight: 1 }] } of campaign.steps) {
			for (const variant of variants) {
				const message = { ...content, ...variant.content };
				expect([step, message]).toEqual([step, {
					subject: expect.stringMatching(/^[A-Z].{9,59}$/),
					preview: expect.stringMatching(/^[A-Z].{19,99}\.$/),
					body: expect.stringMatching(/^Hello,\n\n[^{}<>]{100,600}$/),
					linkText: expect.stringMatching(/^[A-Z].{5,24}$/),
					linkUrl: expect.stringMatching(/^https:\/\/www\.example\.com\//),
				}]);
			}
		}
	});

	test('goes through in two to three weeks, in office hours', () => {
		const { nextAction } = compileCampaign({ ...campaign, holdoutPercent: 0 });
		const enrolledAt = Date.parse('2026-10-23T16:30:00Z');
		const lead = { key: 'anna@acme.no', attributes: {}, band: 'nurture', consent: 'granted' as const, suppressed: null };
		const passed: { id: string; at: number }[] = [];
		for (let now = enrolledAt; ; ) {
			const action = nextAction({ enrolledAt, heldOut: false, passed }, lead, passed.map(({ at }) => at), now);
			if (action.kind === 'wait') now = action.until;
			else if (action.kind === 'send') passed.push({ id: action.step, at: now });
			else break;
		}
		expect(passed.map(({ id: step, at }) => `${step} ${new Date(at).toISOString().slice(0, 16)}`)).toEqual([
			'guide 2026-10-26T07:00',
			'case 2026-10-29T07:00',
			'numbers 2026-11-02T07:00',
			'talk 2026-11-09T07:00',
		]);
	});
});

test('the campaign in the documentation is valid', () => {
	const docs = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'nurture.md'), 'utf8');
	const [, json = ''] = /```json\n([^]*?)```/.exec(docs) ?? [];
	expect(parseCampaign(JSON.parse(json))).toMatchObject({ ok: true });
});
