import { NOW, type BenchActivity, type BenchAttributes, type BenchLead } from '../makeLead.ts';
import { atMost, clamp, decisionMaker, freeMail, industryPoints, interestPoints, markets, seniorityPoints, sourcePoints } from './handWritten.ts';
import { BATCH, type Outcome, type Peer, type Reason } from './Peer.ts';

const DAY_MS = 86_400_000;

/** Reasons in the order of the rules. `give` returns the points, which are not 0. */
class Reasons {
	readonly list: Reason[] = [];

	give(group: string, rule: string, label: string, points: number, because: string): number {
		this.list.push({ rule, group, label, points, because });
		return points;
	}

	sorted(): Reason[] {
		return this.list.sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
	}
}

function companyPoints({ company: { industry, employees, revenue, country } }: BenchAttributes, reasons: Reasons): number {
	let points = reasons.give('company', 'industry', 'Industry', industryPoints.get(industry.toLowerCase()) ?? 1, `company.industry is "${industry}"`);
	const size = Number(employees);
	points += reasons.give('company', 'size', 'Company size', size < 10 ? -4 : size < 50 ? 4 : size < 500 ? 8 : 6, `company.employees is ${size}`);
	if (revenue !== undefined && revenue >= 1_000_000) points += reasons.give('company', 'revenue', 'Revenue', revenue >= 10_000_000 ? 6 : 3, `company.revenue is ${revenue}`);
	if (markets.has(country.toLowerCase())) points += reasons.give('company', 'market', 'In our market', 5, `company.country is "${country}"`);
	return clamp(points, -10, 25);
}

function personPoints({ email, jobTitle, seniority, phone, leadSource, productInterest, budget, lifecycleStage }: BenchAttributes, reasons: Reasons): number {
	const give = (rule: string, label: string, given: number, because: string): number => reasons.give('person', rule, label, given, because);
	let points = 0;
	const ofSeniority = seniority === undefined ? 0 : (seniorityPoints.get(seniority) ?? 0);
	if (ofSeniority !== 0) points += give('seniority', 'Seniority', ofSeniority, `seniority is "${seniority}"`);
	if (jobTitle !== undefined) {
		const title = jobTitle.toLowerCase();
		if (decisionMaker.test(title)) points += give('decision-maker', 'Decision maker', 10, `jobTitle is "${jobTitle}"`);
		if (title.includes('student') || title.includes('intern')) points += give('student', 'Student or job seeker', -15, `jobTitle is "${jobTitle}"`);
	}
	if (freeMail.has(email.slice(email.lastIndexOf('@') + 1))) points += give('free-mail', 'Free-mail address', -6, `email is "${email}"`);
	if (phone !== undefined) points += give('phone', 'Left a phone number', 3, `phone is "${phone}"`);
	const ofSource = sourcePoints.get(leadSource.toLowerCase()) ?? 0;
	if (ofSource !== 0) points += give('source', 'Lead source', ofSource, `leadSource is "${leadSource}"`);
	let interest = 0;
	let best = '';
	for (const product of productInterest) {
		const given = interestPoints.get(product) ?? 0;
		if (given > interest) [interest, best] = [given, product];
	}
	if (interest !== 0) points += give('interest', 'Product interest', interest, `productInterest includes "${best}"`);
	if (budget !== undefined && Number(budget) >= 10_000 && lifecycleStage !== 'subscriber') {
		const told = typeof budget === 'string' ? `"${budget}"` : budget;
		points += give('budget', 'Has a budget', 6, `budget is ${told} and lifecycleStage is "${lifecycleStage}"`);
	}
	return clamp(points, -20, 30);
}

/** Activities of one kind. */
class Count {
	count = 0;
	latestAt = -Infinity;

	add(at: number): void {
		this.count += 1;
		if (at > this.latestAt) this.latestAt = at;
	}

	tell(what: string, period: string, now: number): string {
		const days = Math.floor((now - this.latestAt) / DAY_MS);
		const age = days === 0 ? 'today' : days === 1 ? '1 day ago' : `${days} days ago`;
		return `${this.count}${what}${period}, ${this.count > 1 ? 'latest ' : ''}${age}`;
	}
}

function engagementPoints(activities: readonly BenchActivity[], now: number, reasons: Reasons): number {
	const pricing = new Count(), pages = new Count(), cases = new Count(), recentPages = new Count(), form = new Count();
	const demo = new Count(), guides = new Count(), mails = new Count(), trial = new Count(), contact = new Count();
	let guidePoints = 0;
	let latestAt = -Infinity;
	for (let index = 0; index < activities.length; index++) {
		const activity = activities[index]!;
		const { at } = activity;
		if (at > now) continue;
		if (at > latestAt) latestAt = at;
		const age = now - at;
		switch (activity.type) {
			case 'page_view':
				if (age <= 90 * DAY_MS) pages.add(at);
				if (age <= 30 * DAY_MS) recentPages.add(at);
				if (activity.properties.url?.startsWith('/cases')) cases.add(at);
				break;
			case 'email_open':
			case 'email_click':
				if (age <= 60 * DAY_MS) mails.add(at);
				break;
			case 'pricing_view':
				if (age <= 30 * DAY_MS) pricing.add(at);
				break;
			case 'form_submit':
				if (age <= 180 * DAY_MS) form.add(at);
				break;
			case 'guide_download':
				guides.add(at);
				guidePoints += 4 * 0.75 ** Math.floor(age / (30 * DAY_MS));
				break;
			case 'demo_request':
				demo.add(at);
				break;
			case 'trial_signup':
			case 'event_signup':
				trial.add(at);
				break;
			case 'phone_call':
			case 'email_reply':
			case 'meeting_booked':
				if (age <= 60 * DAY_MS) contact.add(at);
				break;
		}
	}
	const give = (rule: string, label: string, given: number, counted: Count, one: string, many: string, period = ''): number =>
		counted.count === 0 ? 0 : reasons.give('engagement', rule, label, given, counted.tell(counted.count === 1 ? one : many, period, now));
	let points = give('pricing', 'Looked at prices', atMost(6 * pricing.count, 18), pricing, ' pricing view', ' pricing views', ' in 30 days');
	points += give('pages', 'Page visits', atMost(pages.count, 8), pages, ' page view', ' page views', ' in 90 days');
	points += give('cases', 'Read customer cases', atMost(2 * cases.count, 8), cases, ' page view', ' page views');
	if (recentPages.count >= 3) points += give('frequent', 'Frequent visitor', 5, recentPages, ' page view', ' page views', ' in 30 days');
	points += give('form', 'Submitted a form', 10, form, ' form submit', ' form submits', ' in 180 days');
	points += give('demo', 'Asked for a demo', 30 * 0.5 ** ((now - demo.latestAt) / (60 * DAY_MS)), demo, ' demo request', ' demo requests');
	points += give('guides', 'Downloaded guides', atMost(guidePoints, 12), guides, ' guide download', ' guide downloads');
	points += give('mails', 'Reads our mails', atMost(0.5 * mails.count, 5), mails, ' email open or email click', ' email opens or email clicks', ' in 60 days');
	points += give('trial', 'Trial or event', 12 * 0.5 ** ((now - trial.latestAt) / (45 * DAY_MS)), trial, ' trial signup or event signup', ' trial signups or event signups');
	const contacts = 'phone call or email reply or meeting booked';
	points += give('contact', 'Talked to us', atMost(8 * contact.count, 24), contact, ` ${contacts}`, ` × ${contacts}`, ' in 60 days');
	if (latestAt > 0 && now - latestAt >= 45 * DAY_MS) points += reasons.give('engagement', 'silent', 'Silent', -15, `no activity for ${Math.floor((now - latestAt) / DAY_MS)} days`);
	return clamp(points, -20, 60);
}

/** As `handWritten`, and it tells the same reasons in the same words as our engine. */
function explainByHand({ attributes, activities }: BenchLead, now: number): Outcome {
	const reasons = new Reasons();
	const raw = companyPoints(attributes, reasons) + personPoints(attributes, reasons) + engagementPoints(activities, now, reasons);
	const score = Math.floor(clamp(raw, 0, 100) + 0.5);
	const band = attributes.lifecycleStage === 'customer' ? 'disqualified' : score >= 70 ? 'sales' : score >= 50 ? 'nurture' : 'cold';
	return { score, band, contributions: reasons.sorted() };
}

export const handExplained: Peer = {
	name: 'hand-written, with the same reasons',
	leadsPerRound: Infinity,
	run(leads, from, to, outcomes) {
		for (let index = from; index < to; index++) outcomes[index % BATCH] = explainByHand(leads[index]!, NOW);
	},
};
