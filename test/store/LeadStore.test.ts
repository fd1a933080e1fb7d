import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ICredentialDataDecryptedObject, IDataObject, INodeParameters } from 'n8n-workflow';
import { LeadStore } from '../../nodes/LeadStore/LeadStore.node';
import { executeNode, toItems } from '../unit/executeNode';
import { backends } from './backends';

const AT = '2026-11-20T10:00:00.000Z';
const node = new LeadStore();

describe.each(backends)('the Lead Store node on $name', ({ emptyStore }) => {
	let credential: ICredentialDataDecryptedObject;

	beforeEach(async () => {
		const config = (await emptyStore()) as unknown as ICredentialDataDecryptedObject;
		// Embedded stores are in n8n's own folder.
		process.env.N8N_USER_FOLDER = await mkdtemp(join(tmpdir(), 'n8n-'));
		credential = { ...config, ssl: 'disable' };
	});

	const run = async (what: string, items: IDataObject[], parameters: INodeParameters = {}): Promise<IDataObject[]> => {
		const [resource = '', operation = ''] = what.split('.');
		const [output = []] = await executeNode(node, toItems(...items), { credential, onError: 'continueErrorOutput', parameters: { resource, operation, ...parameters } });
		return output.map(({ json }) => json);
	};

	it('follows a person from the first visit to the erasure', async () => {
		const visit = { visitorId: '9f2c', type: 'page_view', at: AT, url: '/pricing', properties: { depth: 0.5, 'naïve "key"': ['a', { b: null }] } };
		expect(await run('activity.record', [visit, visit])).toMatchObject([{ leadStore: { recorded: 1, known: 0 } }, { leadStore: { recorded: 0, known: 1 } }]);
		expect(await run('lead.upsert', [{ email: 'Anna@Acme.no', name: 'Å' }], { options: { aliases: 'visitor:9f2c', consent: 'granted' } })).toMatchObject([{ leadStore: { key: 'anna@acme.no' } }]);
		expect(await run('activity.getMany', [{}], { lead: 'visitor:9f2c' })).toEqual([
			{ key: 'visitor:9f2c', activityId: expect.any(String) as string, type: 'page_view', at: AT, source: null, channel: null, campaign: null, properties: { url: '/pricing', ...visit.properties } },
		]);
		expect(await run('lead.getMany', [{}])).toMatchObject([{ name: 'Å', key: 'anna@acme.no', leadStore: { consent: 'granted', suppressed: null } }]);

		const [adjustment] = await run('adjustment.add', [{ email: 'anna@acme.no' }], { points: 2.5, reason: "O'Hara; drop table lead" });
		expect(await run('adjustment.getMany', [{}], { lead: 'visitor:9f2c' })).toEqual([{ ...adjustment, key: 'visitor:9f2c' }]);

		await run('suppression.add', [{}], { lead: 'visitor:9f2c', reason: 'bounced' });
		expect(await run('suppression.check', [{ email: 'anna@acme.no' }])).toMatchObject([{ suppression: { suppressed: true, reason: 'bounced' } }]);
		expect(await run('lead.erase', [{}], { lead: 'anna@acme.no' })).toEqual([{ erased: true, activities: 1 }]);
		expect(await run('lead.getMany', [{}])).toEqual([]);
		expect(await run('activity.record', [visit, { ...visit, visitorId: 'other' }])).toMatchObject([{ error: expect.stringContaining('erased') as string }, { leadStore: { recorded: 1 } }]);
	});

	it('keeps versions of models, and the history of a score', async () => {
		await run('lead.upsert', [{ email: 'anna@acme.no' }]);
		expect(await run('model.save', [{}])).toMatchObject([{ saved: true, active: true }]);
		expect(await run('model.get', [{}])).toMatchObject([{ version: 1, active: true }]);
		expect(await run('score.get', [{ email: 'anna@acme.no' }])).toEqual([]);
		expect(await run('score.getHistory', [{ email: 'anna@acme.no' }])).toEqual([]);
		expect(await run('transition.getMany', [{}])).toEqual([]);
		expect(await run('transition.retry', [{}])).toEqual([{ retried: 0 }]);
	});

	it('is fine with text that databases are not', async () => {
		const [kept] = await run('lead.upsert', [{ email: 'a@b.no', note: 'nul \0 half \ud83d', deep: { nul: '\0' } }]);
		expect(kept).toMatchObject({ leadStore: { created: true } });
		expect(await run('activity.record', [{ email: 'a@b.no', type: 'x\0y', at: AT, source: '\ud83d', properties: { p: '\0' } }])).toMatchObject([{ leadStore: { recorded: 1 } }]);
	});

	it('passes its test', async () => {
		const result = await node.methods.credentialTest.testLeadStore.call({} as never, { id: '1', name: 'store', type: 'leadStoreApi', data: credential });
		expect(result).toEqual({ status: 'OK', message: expect.stringMatching(/^Opened the lead store /) as string });
		const wrong = await node.methods.credentialTest.testLeadStore.call({} as never, { id: '1', name: 'store', type: 'leadStoreApi', data: { ...credential, name: 'a/b', schema: 'A b' } });
		expect(wrong).toEqual({ status: 'Error', message: expect.stringMatching(/expected .*\. Correct the credential 'Lead Store API'\.$/) as string });
	});
});
