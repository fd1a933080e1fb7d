import { compileExplainer, type ExplainOptions, type Explanation, type Lead, type Model, type ScoreResult } from '../../engine';

/** What the summary adds to a result. */
interface Summary {
	/** The score and its reasons in a sentence. */
	summary: string;
	explanation: Omit<Explanation, 'sentence'>;
	/** Emptied where nobody asked for them. */
	contributions: ScoreResult['contributions'];
}

/** Compiles what is added to the results, which have contributions; nothing where `options` is `null`. */
export function compileSummary(model: Model, options: ExplainOptions | null, keepContributions: boolean): (lead: Lead, result: ScoreResult) => Summary | undefined {
	if (options === null) return () => undefined;
	const explain = compileExplainer(model, options);
	return (lead, result) => {
		const { sentence, ...explanation } = explain(lead, result);
		return { summary: sentence, explanation, contributions: keepContributions ? result.contributions : [] };
	};
}
