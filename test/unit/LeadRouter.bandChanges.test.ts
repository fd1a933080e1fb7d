import type { INodeParameters } from 'n8n-workflow';
import { outputOf, scored } from './leadRouter';

describe('only when the band changed', () => {
	const parameters: INodeParameters = { when: 'bandChanged' };

	test.each([
		[{ previousBand: null }, 0],
		[{}, 0],
		[{ previousBand: 'nurture' }, 0],
		[{ previousBand: 'sales' }, 4],
	])('a result with %j leaves by output %d', async (more, output) => {
		expect(await outputOf(scored('sales', more), parameters)).toBe(output);
	});

	test.each([
		[{ score: 80 }, 0],
		[{ score: 80, band: 'nurture' }, 0],
		[{ score: 80, band: 'sales' }, 4],
		[{ score: 80, band: 'Sales hand-off' }, 4],
	])('a score field with %j leaves by output %d', async (lead, output) => {
		expect(await outputOf(lead, { ...parameters, routeBy: 'scoreField', scoreField: 'score' })).toBe(output);
	});

	test('the previous band may be in another field', async () => {
		const options = { previousBandField: 'crm.lead_band' };
		const lead = { score: 80, band: 'sales', crm: { lead_band: 'cold' } };
		expect(await outputOf(lead, { ...parameters, routeBy: 'scoreField', scoreField: 'score', options })).toBe(0);
	});
});
