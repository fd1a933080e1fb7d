/** Scores all leads of a store in small pages, telling each page on the standard output, until it is killed. */
import { compileModel, starterTemplates } from '../../engine';
import { openLeadRepository, runScoring, type LeadStoreConfig } from '../../store';

const [config = '{}', name = ''] = process.argv.slice(2);
const model = starterTemplates[0]!.model;

async function main(): Promise<void> {
	const repository = await openLeadRepository(JSON.parse(config) as LeadStoreConfig);
	const scoring = { repository, modelId: model.id, scorer: compileModel(model), clock: Date.now };
	for await (const page of runScoring(scoring, { name, which: 'all', pageSize: 20 })) console.log(page.length);
	await repository.close();
}

void main();
