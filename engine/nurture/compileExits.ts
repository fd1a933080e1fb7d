import { DISQUALIFIED } from '../routing/Routing';
import { compileCondition } from '../scoring/compileCondition';
import { isRecord } from '../scoring/isRecord';
import { quote } from '../scoring/quote';
import type { Campaign } from './Campaign';
import type { EnrollmentOutcome } from './NurtureAction';
import { toMoment } from './toMoment';

export interface Exit {
	outcome: EnrollmentOutcome;
	reason: string;
}

/** Why a lead must leave at `now`, or `null`. Moments in epoch ms. Takes any value for a lead. */
export type FindExit = (lead: unknown, enrolledAt: number, now: number) => Exit | null;

/** The first of the bands that the lead is in, or was in since it was enrolled. */
function bandReached(bands: readonly string[], { band, enteredBands }: Record<string, unknown>, enrolledAt: number): string | undefined {
	const entered = isRecord(enteredBands) ? enteredBands : {};
	return bands.find((each) => {
		if (each === band) return true;
		const at = Object.hasOwn(entered, each) ? toMoment(entered[each]) : null;
		return at !== null && at > enrolledAt;
	});
}

/** Compiles the ways out of a campaign but the last step. What was reached counts before what drove the lead away. */
export function compileExits({ goal, exit = {} }: Campaign): FindExit {
	const exitBands = exit.bands ?? [];
	const isToLeave = exit.when === undefined ? () => false : compileCondition(exit.when);

	return (lead, enrolledAt, now) => {
		if (!isRecord(lead)) return { outcome: 'exited', reason: 'The lead is no longer there' };
		const reached = bandReached(goal?.bands ?? [], lead, enrolledAt);
		if (reached !== undefined) return { outcome: 'converted', reason: `Reached band ${quote(reached)}` };
		if (lead.band === DISQUALIFIED) return { outcome: 'disqualified', reason: 'Scoring disqualified the lead' };
		if (lead.suppressed !== null && lead.suppressed !== undefined) {
			return { outcome: 'suppressed', reason: `The lead must not be written to: ${quote(lead.suppressed)}` };
		}
		const left = bandReached(exitBands, lead, enrolledAt);
		if (left !== undefined) return { outcome: 'exited', reason: `Fell into band ${quote(left)}` };
		return isToLeave(lead.attributes, now) ? { outcome: 'exited', reason: 'Meets the campaign\'s exit condition' } : null;
	};
}
