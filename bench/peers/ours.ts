import type { Model } from '../../engine/index.ts';
import { benchModel } from '../benchModel.ts';
import { loadEngine } from '../loadEngine.ts';
import { NOW } from '../makeLead.ts';
import { makeLeads } from '../makeLeads.ts';
import { BATCH, type Peer } from './Peer.ts';

interface OurOptions {
	explain: boolean;
	/** With `nextReviewAt`. */
	review: boolean;
	model?: Model;
	/** Lets the same copy of the engine score by its starter templates first, as a process with several models does. */
	amongOthers?: boolean;
}

/** Our engine, as the package ships it. */
export function ours(name: string, { explain, review, model = benchModel, amongOthers = false }: OurOptions): Peer {
	const engine = loadEngine();
	const compile = (given: unknown) => {
		const parsed = engine.parseModel(given);
		if (!parsed.ok) throw new Error(parsed.issues.map(({ path, message }) => `${path}: ${message}`).join('\n'));
		return engine.compileModel(parsed.model, { explain, review });
	};
	const scorer = compile(model);
	if (amongOthers) {
		const leads = makeLeads(2000);
		for (const other of engine.starterTemplates) {
			const { score } = compile(other.model);
			for (const lead of leads) score(lead, NOW);
		}
	}
	return {
		name,
		leadsPerRound: Infinity,
		run(leads, from, to, outcomes) {
			for (let index = from; index < to; index++) outcomes[index % BATCH] = scorer.score(leads[index]!, NOW);
		},
	};
}
