import { evenDraw } from '../hashing/evenDraw';
import { DAY_MS } from '../scoring/dayMs';
import { isRecord } from '../scoring/isRecord';
import { quote } from '../scoring/quote';
import { toText } from '../scoring/values/toText';
import type { Campaign } from './Campaign';
import { compileExits } from './compileExits';
import { compileSchedule } from './compileSchedule';
import { compileSteps } from './compileSteps';
import type { Enrollment, NurtureLead } from './Enrollment';
import type { NurtureAction } from './NurtureAction';
import { plural } from './plural';
import { readEnrollment } from './readEnrollment';
import { toMoment } from './toMoment';

/** A change of band as far as enrolling goes. */
export interface BandEntry {
	/** The band that the lead came into. */
	to: string;
	/** Id of the scoring model. */
	modelId: string;
}

export type EnrollDecision =
	| { enroll: true; heldOut: boolean }
	/** The reason is a sentence for people. */
	| { enroll: false; reason: string };

/** A campaign ready to run. Moments are epoch ms. Nothing throws, whatever comes in, and nothing that comes in is changed. */
export interface CompiledCampaign {
	/**
	 * Whether a change of band enrolls the lead; the enrollment then begins at `now`. Consent is not asked for: it may come later.
	 *
	 * @param last the lead's latest enrollment in this campaign; `endedAt: null` while it lasts
	 */
	enrolls(entry: BandEntry, lead: NurtureLead, last: { endedAt: number | null } | null, now: number): EnrollDecision;
	/**
	 * What to do next about an enrollment that has not ended: the same for the same input, and final, so a decision to
	 * send holds at `now` alone.
	 *
	 * @param recentDeliveries when messages of any campaign went, or are on their way, to the lead, in any order; at least
	 * those of the last `atMost.perDays` × 24 hours
	 */
	nextAction(enrollment: Enrollment, lead: NurtureLead, recentDeliveries: readonly number[], now: number): NurtureAction;
}

const blocked = (reason: string): NurtureAction => ({ kind: 'blocked', reason });

/** Compiles a campaign that `parseCampaign` has accepted, once for any number of enrollments. */
export function compileCampaign(campaign: Campaign): CompiledCampaign {
	const { id, model, enter, reenterAfterDays, holdoutPercent = 0 } = campaign;
	const findExit = compileExits(campaign);
	const nextStep = compileSteps(campaign);
	const schedule = compileSchedule(campaign);
	const isHeldOut = (key: unknown): boolean => evenDraw(`${id}\n${toText(key) ?? ''}`, 'hold-out') * 100 < holdoutPercent;

	return {
		enrolls(entry, lead, last, now) {
			const refuse = (reason: string): EnrollDecision => ({ enroll: false, reason });
			const at = toMoment(now);
			if (at === null) return refuse('The present moment cannot be read');
			if (!isRecord(entry) || !enter.bands.includes(entry.to)) return refuse('The campaign does not begin in this band');
			if (model !== undefined && entry.modelId !== model) return refuse(`The campaign goes by the bands of model ${quote(model)}`);
			if (isRecord(last)) {
				const endedAt = toMoment(last.endedAt);
				if (endedAt === null) return refuse('The lead is in the campaign already');
				if (reenterAfterDays === undefined) return refuse('The lead was in the campaign before');
				if (at < endedAt + reenterAfterDays * DAY_MS) {
					return refuse(`The lead was in the campaign less than ${plural(reenterAfterDays, 'day')} ago`);
				}
			}
			const exit = findExit(lead, at, at);
			return exit === null ? { enroll: true, heldOut: isHeldOut(lead.key) } : refuse(exit.reason);
		},

		nextAction(enrollment, lead, recentDeliveries, now) {
			const at = toMoment(now);
			const place = readEnrollment(enrollment);
			if (at === null) return blocked('The present moment cannot be read');
			if (place === null) return blocked('The enrollment cannot be read');
			const { enrolledAt, heldOut, passed } = place;

			const exit = findExit(lead, enrolledAt, at);
			if (exit !== null) return { kind: 'exit', ...exit };
			const step = nextStep(passed);
			if (step === null) return { kind: 'exit', outcome: 'finished', reason: 'Every step is done' };
			if (lead.consent !== 'granted') {
				return blocked(lead.consent === 'withdrawn' ? 'Consent was withdrawn' : 'There is no consent to write to the lead');
			}

			const previousAt = passed.at(-1)?.at ?? enrolledAt;
			const previous = passed.length === 0 ? 'enrollment' : 'the step before';
			const timing = schedule({ afterDays: step.afterDays, previousAt, previous, attributes: lead.attributes, deliveries: recentDeliveries }, at);
			if (!timing.isDue) return { kind: 'wait', step: step.id, until: timing.until, reason: timing.reason };

			const skipped = heldOut ? 'Held out, to measure what the campaign does' : step.reasonToSkip(lead.activities, { enrolledAt, previousAt, now: at });
			if (skipped !== null) return { kind: 'skip', step: step.id, reason: skipped };
			return { kind: 'send', step: step.id, ...step.messageFor(toText(lead.key) ?? ''), dueAt: timing.dueAt };
		},
	};
}
