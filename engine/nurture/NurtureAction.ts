import type { StepContent } from './Campaign';

/** How an enrollment ended. */
export type EnrollmentOutcome = 'converted' | 'exited' | 'disqualified' | 'suppressed' | 'finished';

/** What to do next about an enrollment. Reasons are sentences for people; moments are epoch ms. */
export type NurtureAction =
	/** Now. `dueAt`: since when. `variant`: `null` where the step has none. The content is shared: copy it before changing it. */
	| { kind: 'send'; step: string; variant: string | null; content: Readonly<StepContent>; dueAt: number }
	/** Ask again at `until`: not earlier, unless something about the lead changes. */
	| { kind: 'wait'; step: string; until: number; reason: string }
	/** The step is passed, now, without a message; then ask again. */
	| { kind: 'skip'; step: string; reason: string }
	/** The enrollment is over. */
	| { kind: 'exit'; outcome: EnrollmentOutcome; reason: string }
	/** Not before something about the lead changes. */
	| { kind: 'blocked'; reason: string };
