import type { Lead } from '../scoring/Lead';
import type { Model } from '../scoring/Model';
import type { ScoreResult } from '../scoring/ScoreResult';
import { compileExplainer } from './compileExplainer';
import type { ExplainOptions, Explanation } from './Explanation';

/**
 * Tells one score for people: its strongest reasons, what the groups' limits took away, what would lift the lead to
 * the next band, and all of that in a sentence. For many leads, `compileExplainer` does the same faster.
 *
 * @param result what the model gave for this very lead, with contributions
 */
export const explainScore = (model: Model, lead: Lead, result: ScoreResult, options: ExplainOptions = {}): Explanation =>
	compileExplainer(model, options)(lead, result);
