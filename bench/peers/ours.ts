import type { Model } from '../../engine/index.ts';
import { benchModel } from '../benchModel.ts';
import { loadEngine } from '../loadEngine.ts';
import { NOW, type BenchLead } from '../makeLead.ts';
import { BATCH, type Peer } from './Peer.ts';

interface OurOptions {
	explain: boolean;
	/** With `nextReviewAt`. */
	review: boolean;
	/** Lets the same copy of the engine score by its starter templates as well first, as a process with several models does. */
	amongOthers?: boolean;
}

/** Our engine, as the package ships it. */
export function ours(name: string, { explain, review, amongOthers = false }: OurOptions): Peer {
	const engine = loadEngine();
	const compile = (model: unknown) => {
		const parsed = engine.parseModel(model);
		if (!parsed.ok) throw new Error(parsed.issues.map(({ path, message }) => `${path}: ${message}`).join('\n'));
		return engine.compileModel(parsed.model, { explain, review });
	};
	const others = amongOthers ? engine.starterTemplates.map(({ model }: { model: Model }) => compile(model)) : [];
	const scorer = compile(benchModel);
	return {
		name,
		leadsPerRound: Infinity,
		run(leads, from, to, outcomes) {
			for (const other of others) {
				for (let index = from; index < from + 500; index++) other.score(leads[index] as BenchLead & object, NOW);
			}
			for (let index = from; index < to; index++) outcomes[index % BATCH] = scorer.score(leads[index] as BenchLead & object, NOW);
		},
	};
}
