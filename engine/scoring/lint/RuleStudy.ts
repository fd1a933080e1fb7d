import type { Finding } from './judgeCondition';

/** What can be said of a rule without a lead. */
export interface RuleStudy {
	/** No lead ever gets fewer points from it … */
	low: number;
	/** … or more; may be infinite. */
	high: number;
	/** Why it never gives points, where `low` and `high` are 0. */
	whyNothing: string;
	/** About parts of it. */
	findings: Finding[];
}
