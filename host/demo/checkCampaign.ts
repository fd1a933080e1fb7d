import { expectedOutcomes } from '../expectedOutcomes.ts';
import type { SampleLead } from '../sampleLeads.ts';
import type { ReceivedMail } from '../startInbox.ts';
import { campaignSubjects } from './campaignSubjects.ts';
import type { Demo } from './Demo.ts';
import type { DemoState } from './DemoState.ts';
import { findChanges } from './findChanges.ts';
import { findMoveProblems } from './findMoveProblems.ts';
import { movers } from './movers.ts';

export interface CampaignSummary {
	/** How many got the first step, the second and the third. */
	mails: number[];
	/** The lead that clicked in the first mail, before and after. */
	convinced: { from: number; to: number; band: string };
	/** Who got a mail because it had been quiet for so long. */
	wonBack: number;
}

const bystanders = {
	/** Clicks *Unsubscribe* in its mail program. */
	unsubscribes: 'camilla.ronning@ronnskoghandelas.example',
	/** Is not to be reached any more. */
	bounces: 'frederik.vestergaard@vesterdataaps.example',
	/** Has read a mail, as the mail service tells. */
	opens: 'oskar.hedlund@tallmosystemab.example',
	/** Has a scanner that opens every link. */
	scans: 'hanna.korhonen@revontulidataoy.example',
};

const winBack = 'Is this still on your mind?';

/**
 * Plays the campaign through, with the clock put forward: everybody between 50 and 70 gets the first step; one clicks and goes
 * to sales, one unsubscribes, one cannot be reached, a scanner opens the links of one; the others get what comes next, and those who stay away for
 * three months a last mail.
 */
export async function checkCampaign(demo: Demo, leads: SampleLead[]): Promise<{ campaign: CampaignSummary; problems: string[] }> {
	const problems: string[] = [];
	const must = (holds: boolean, problem: string) => {
		if (!holds) problems.push(problem);
	};
	const mustHaveGot = ({ mails }: DemoState, which: readonly string[], wanted: string[], what: string): number => {
		const got = mails.filter(({ subject }) => which.includes(subject)).flatMap(({ to }) => to);
		const missing = wanted.filter((email) => !got.includes(email));
		const surplus = got.filter((email, index) => !wanted.includes(email) || got.indexOf(email) !== index);
		must(missing.length === 0, `${what} did not reach ${missing.join(', ')}`);
		must(surplus.length === 0, `${what} reached, wrongly or twice, ${surplus.join(', ')}`);
		return got.length;
	};
	const mailTo = ({ mails }: DemoState, email: string): ReceivedMail => {
		const mail = mails.find(({ to, subject }) => to.includes(email) && campaignSubjects[0]?.includes(subject));
		if (!mail) throw new Error(`The campaign has sent nothing to ${email}`);
		return mail;
	};

	await demo.closeCircle();
	const before = await demo.look();
	const inBand = (band: string): string[] => before.leads.filter((row) => row.band === band).map(({ email }) => String(email));
	const inCampaign = inBand('nurture');
	await demo.putForward(2.1, inCampaign.length);
	const first = await demo.look();
	const mails = [mustHaveGot(first, campaignSubjects[0] ?? [], inCampaign, 'The first step')];
	must(first.mails.every(({ html }) => !/<script|onerror/i.test(html)), 'a mail carries markup of a lead');

	const { email, activities } = await demo.clickIn(mailTo(first, movers.convinced));
	const afterClick = await demo.look(first.mails.length + 1);
	const [lead] = leads.filter((each) => each.email === email);
	const outcome = lead && expectedOutcomes([{ ...lead, activities: [...lead.activities, ...activities] }], await demo.now()).get(email);
	const { score = NaN, band = '' } = outcome ?? {};
	problems.push(...findMoveProblems(first, afterClick, { email, score, band }));
	must(band === 'sales', `${email} was to become ready for sales by its click, but is in ${band}`);

	must((await demo.unsubscribeBy('get', mailTo(first, bystanders.scans))) === 200, 'the page to unsubscribe did not open');
	must((await demo.unsubscribeBy('post', mailTo(first, bystanders.unsubscribes))) === 200, 'unsubscribing was refused');
	await demo.report([
		{ email: bystanders.bounces, event: 'bounce', id: 'report-1' },
		{ email: bystanders.opens, event: 'open', id: 'report-2' },
	]);
	const written = findChanges(afterClick, await demo.look());
	must(written.join() === `lead ${bystanders.opens} was written`, `of links and reports came: ${written.join('; ')}`);
	const staying = inCampaign.filter((each) => each !== email && each !== bystanders.unsubscribes && each !== bystanders.bounces);
	await demo.putForward(4.1, staying.length);
	const second = await demo.look();
	mails.push(mustHaveGot(second, campaignSubjects[1] ?? [], staying, 'The second step'));

	const silentBefore = await demo.now();
	const quiet = new Set(leads.filter((each) => lastActivity(each) < silentBefore).map((each) => each.email));
	const quietAndCold = inBand('cold').filter((each) => quiet.has(each));
	await demo.putForward(90, staying.length + quietAndCold.length);
	const last = await demo.look();
	mails.push(mustHaveGot(last, campaignSubjects[2] ?? [], staying, 'The third step'));
	const wonBack = mustHaveGot(last, [winBack], quietAndCold, 'The mail to win back');

	const from = Number(before.leads.find((row) => row.email === email)?.score);
	return { campaign: { mails, convinced: { from, to: score, band }, wonBack }, problems };
}

/** When a lead did something last, in epoch ms; `NaN` if never. What is no time does not count. */
function lastActivity({ activities }: SampleLead): number {
	const times = activities.map(({ at }) => (Number.isNaN(Number(at)) ? Date.parse(String(at)) : Number(at))).filter((at) => !Number.isNaN(at));
	return times.length === 0 ? NaN : Math.max(...times);
}
