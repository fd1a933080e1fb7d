import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { executeNode, toItems } from './executeNode';
import { failureOf, router, scored } from './leadRouter';

describe('owners', () => {
	const owners = {
		values: [
			{ name: 'Kari', email: 'kari@example.com', weight: 1, territory: { conditions: [{ field: 'country', op: 'in', value: 'Norway, Sweden' }] } },
			{ name: 'Ola', email: 'ola@example.com', weight: 1 },
		],
	};
	const kari = { name: 'Kari', email: 'kari@example.com' };
	const ola = { name: 'Ola', email: 'ola@example.com' };
	const first = async (lead: IDataObject, options: INodeParameters): Promise<IDataObject | undefined> =>
		(await executeNode(router, toItems(lead), { parameters: { options } })).flat()[0]?.json;

	test.each([
		['norway', kari],
		['Sweden', kari],
		['Denmark', ola],
	])('a lead from %s gets its owner', async (country, owner) => {
		const lead = { email: 'a@b.no', country, ...scored('sales') };
		expect(await first(lead, { owners })).toEqual({ ...lead, owner });
		expect(lead).not.toHaveProperty('owner');
	});

	test('of a HubSpot contact the fields are named as in a scoring model', async () => {
		const lead = { id: '51', archived: false, properties: { email: 'a@b.no', country: 'Norway', hubspotscore: '80' }, ...scored('sales') };
		expect(await first(lead, { owners })).toEqual({ ...lead, owner: kari });
	});

	test('leads that are not handed off get none, unless every lead shall', async () => {
		const lead = { email: 'a@b.no', ...scored('cold') };
		expect(await first(lead, { owners })).toEqual(lead);
		expect(await first(lead, { owners, assignOwnerTo: 'everyLead' })).toEqual({ ...lead, owner: ola });
	});

	test('an owner that the lead has stays, unless replaced', async () => {
		const lead = { email: 'a@b.no', owner: 'Per', ...scored('sales') };
		expect(await first(lead, { owners })).toEqual(lead);
		expect(await first(lead, { owners, replaceOwner: true })).toEqual({ ...lead, owner: ola });
		for (const none of [null, '', {}]) expect(await first({ ...lead, owner: none }, { owners })).toEqual({ ...lead, owner: ola });
	});

	test('a lead in nobody\'s territory has the owner null', async () => {
		const lead = { email: 'a@b.dk', country: 'Denmark', ...scored('sales') };
		expect(await first(lead, { owners: { values: owners.values.slice(0, 1) } })).toEqual({ ...lead, owner: null });
	});

	test('a lead without identity cannot keep an owner, so that it is an error', async () => {
		const error = await failureOf(toItems({ country: 'Norway', ...scored('sales') }), { options: { owners } });
		expect(error.message).toContain('neither an email address nor an ID');
		expect(error.description).toContain("'email'");
	});
});
