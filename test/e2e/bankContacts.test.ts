import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { compileModel, parseModel, readLead } from '../../engine';
import { repositoryRoot } from '../../host/repositoryRoot.ts';
import { bankModel } from './bankModel.ts';
import { chainWorkflow, LEAD_ROUTER, LEAD_SCORE, readFileNodes, START } from './chainWorkflow.ts';
import { sharedHost } from './sharedHost.ts';

const FILE = join(repositoryRoot, '..', 'shared', 'data', 'bank-additional-full.csv');
const OUTPUTS = ['sales', 'nurture', 'cold', 'disqualified'];

type Contact = Record<string, string>;

/** The bands that the engine alone gives these contacts, read by another CSV parser than n8n's. */
function scoreAlone(contacts: Contact[]): string[] {
	const parsed = parseModel(bankModel);
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
	const { score } = compileModel(parsed.model);
	return contacts.map((contact) => {
		const reading = readLead(contact, { format: 'generic', activitiesField: 'activities', adjustmentsField: 'adjustments' });
		if (!reading.ok) throw new Error(reading.message);
		return score(reading.lead, 0).band;
	});
}

/** How many of the contacts said yes in the end. */
const conversion = (contacts: Contact[]): number => contacts.filter(({ y }) => y === 'yes').length / contacts.length;

const given = existsSync(FILE) ? it : it.skip;

describe('41,188 real contacts of a bank', () => {
	given(
		'go from a CSV file through n8n to the outputs where the engine alone would put them (needs ../shared/data/bank-additional-full.csv)',
		async () => {
			const host = await sharedHost();
			const workflow = chainWorkflow('Bank contacts', [
				...readFileNodes(FILE, 'csv'),
				{ name: 'Lead Score', type: LEAD_SCORE, parameters: { modelSource: 'json', modelJson: JSON.stringify(bankModel), options: { explain: false } } },
				{ name: 'Lead Router', type: LEAD_ROUTER, parameters: {} },
			]);
			await host.client.saveWorkflow(workflow);
			const execution = await host.client.run(workflow.id, START, 300_000);
			expect(execution).toMatchObject({ status: 'success', error: undefined });

			const contacts = parse<Contact>(readFileSync(FILE), { columns: true, delimiter: ';' });
			expect(contacts).toHaveLength(41_188);
			const bands = scoreAlone(contacts);
			const routed = OUTPUTS.map((_, output) => execution.items('Lead Router', output) as Contact[]);
			for (const [output, band] of OUTPUTS.entries()) {
				const expected = contacts.filter((_, index) => bands[index] === band);
				expect({ band, count: routed[output]?.length }).toEqual({ band, count: expected.length });
				expect(routed[output]?.map((item) => ({ ...item, leadScore: undefined }))).toEqual(expected);
			}
			expect(routed.every((items) => items.length > 0)).toBe(true);

			// What the points are for: the better the band, the more of its contacts said yes.
			const [sales = 0, nurture = 0, cold = 0] = routed.map(conversion);
			expect(sales).toBeGreaterThan(2 * nurture);
			expect(nurture).toBeGreaterThan(2 * cold);
		},
		360_000,
	);
});
