import type { N8nNode } from '../../host/N8nWorkflow.ts';
import { benchModel } from '../benchModel.ts';
import { NOW } from '../makeLead.ts';
import { naiveScorer } from '../peers/naiveEpoch.ts';

/** A node that the leads of a file go through. */
export interface Contestant {
	name: string;
	/** Whether it scores: then its scores are compared. */
	scores: boolean;
	node: Pick<N8nNode, 'type' | 'typeVersion' | 'parameters'>;
}

const leadScore = (explain: boolean): Contestant['node'] => ({
	type: 'n8n-nodes-lead-scoring.leadScore',
	typeVersion: 1,
	parameters: {
		leadFormat: 'generic',
		modelSource: 'json',
		modelJson: JSON.stringify(benchModel),
		options: { explain, scoreAsOf: new Date(NOW).toISOString() },
	},
});

const code = (jsCode: string): Contestant['node'] => ({ type: 'n8n-nodes-base.code', typeVersion: 2, parameters: { jsCode } });

const script = `const naiveScorer = ${naiveScorer.toString()};
const score = naiveScorer(${JSON.stringify(benchModel)});
return $input.all().map(({ json }) => ({ json: { ...json, leadScore: score({ attributes: json, activities: json.activities }, ${NOW}) } }));`;

export const ours: Contestant = { name: 'Lead Score', scores: true, node: leadScore(true) };

export const contestants: readonly Contestant[] = [
	{ name: 'No Operation', scores: false, node: { type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} } },
	ours,
	{ name: 'Lead Score, without reasons', scores: true, node: leadScore(false) },
	{ name: 'Code node, empty', scores: false, node: code('return $input.all();') },
	{ name: 'Code node, epoch milliseconds', scores: true, node: code(script) },
];
