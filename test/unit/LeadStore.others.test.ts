import { compileModel, starterTemplates } from '../../engine';
import { ask, credentialOf, failureOf, jsonOf, runLeadStore, useLeadStore } from './leadStore';

const AT = Date.parse('2026-11-20T10:00:00Z');
const MODEL = starterTemplates[0]!.model;
const ANNA = { email: 'anna@x.no', jobTitle: 'CTO', industry: 'SaaS', companySize: 250, country: 'Norway' };

useLeadStore();

/** Scores a lead as a Lead Score node with state does. */
const score = (key: string, now: number): Promise<unknown> =>
	ask(async (store) => {
		const [input] = await store.scores.read(MODEL.id, [key]);
		const result = compileModel(MODEL).score(input!.lead, now, input!.state?.band ?? null);
		return store.scores.save(MODEL.id, [{ input: input!, result }], now);
	});

describe('adjustments', () => {
	beforeEach(() => jsonOf('lead.upsert', [ANNA]));

	it('are added with the reason, listed, and removed', async () => {
		const [added] = await jsonOf('adjustment.add', [ANNA], {
			points: '-15',
			reason: 'Met at the fair',
			options: { by: 'Kari', from: '2026-11-20T00:00:00', until: '2026-12-31T00:00:00' },
		});
		// Without an offset a date is meant in the workflow's time zone.
		expect(added).toEqual({
			key: 'anna@x.no',
			adjustmentId: expect.any(String) as string,
			points: -15,
			reason: 'Met at the fair',
			by: 'Kari',
			from: '2026-11-19T23:00:00.000Z',
			until: '2026-12-30T23:00:00.000Z',
			createdAt: expect.any(String) as string,
		});
		await jsonOf('adjustment.add', [ANNA], { reason: 'Asked for a call' });
		expect(await jsonOf('adjustment.getMany', [ANNA])).toMatchObject([{ points: -15 }, { points: 10, by: null, until: null }]);
		expect(await jsonOf('adjustment.getMany', [ANNA], { limit: 1 })).toEqual([added]);
		expect(await jsonOf('adjustment.remove', [added!], { adjustmentId: added!.adjustmentId as string })).toEqual([{ key: 'anna@x.no', adjustmentId: added!.adjustmentId, removed: true }]);
		expect(await jsonOf('adjustment.remove', [added!], { adjustmentId: added!.adjustmentId as string })).toMatchObject([{ removed: false }]);
	});

	it('tell all that is wrong with them at once', async () => {
		const expressions = () => ({ points: 'many', reason: '', 'options.until': 'soon' });
		const error = await failureOf('adjustment.add', [ANNA], {}, { expressions });
		expect(error.message).toBe("3 of the node's parameters are wrong");
		expect(error.description).toContain("'Points': expected a number, got \"many\"");
		expect(error.description).toContain("'Reason': expected text, e.g. Met at the trade fair, got nothing");
		expect(error.description).toContain("'Valid Until': expected a date");
	});

	it('cannot end before they begin, nor be of nobody', async () => {
		const options = { from: '2026-12-31', until: '2026-12-30' };
		expect((await failureOf('adjustment.add', [ANNA], { reason: 'x', options })).message).toContain("'Valid Until': expected a date after 'Valid From'");
		expect((await failureOf('adjustment.add', [{ email: 'nobody@x.no' }], { reason: 'x' })).message).toContain("There is no lead 'nobody@x.no'");
	});
});

describe('models', () => {
	it('are saved from a template, active, and once', async () => {
		const saved = { modelId: MODEL.id, name: MODEL.name, version: MODEL.version, active: true };
		expect(await jsonOf('model.save', [{}])).toEqual([{ ...saved, saved: true }]);
		expect(await jsonOf('model.save', [{}])).toEqual([{ ...saved, saved: false }]);
		expect(await jsonOf('model.getMany', [{}])).toEqual([{ ...saved, savedAt: expect.any(String) as string, model: MODEL }]);
	});

	it('have versions, of which one scores', async () => {
		await jsonOf('model.save', [{}]);
		const second = { ...MODEL, version: MODEL.version + 1, name: 'Second' };
		expect(await jsonOf('model.save', [{}], { modelFrom: 'json', modelJson: JSON.stringify(second), activate: false })).toMatchObject([{ version: second.version, saved: true, active: false }]);
		expect(await jsonOf('model.get', [{}])).toMatchObject([{ version: MODEL.version, active: true }]);
		expect(await jsonOf('model.get', [{}], { options: { version: second.version } })).toMatchObject([{ name: 'Second', active: false }]);
		expect(await jsonOf('model.get', [{}], { options: { version: 99 } })).toEqual([]);
		expect(await jsonOf('model.activate', [{}], { version: second.version })).toEqual([{ modelId: MODEL.id, version: second.version, active: true }]);
		expect(await jsonOf('model.getMany', [{}], { onlyActive: true })).toMatchObject([{ name: 'Second' }]);
		expect((await jsonOf('model.getMany', [{}], { returnAll: true })).map(({ version }) => version)).toEqual([second.version, MODEL.version]);
		expect((await failureOf('model.activate', [{}], { version: 99 })).message).toContain('There is no version 99');
	});

	it('are refused with all that is wrong with them, or when a version has other content', async () => {
		expect((await failureOf('model.save', [{}], { modelFrom: 'json', modelJson: '{"format":1}' })).message).toMatch(/^The model in 'Model JSON' has \d+ problems$/);
		expect((await failureOf('model.save', [{}], { modelFrom: 'json', modelJson: '{broken' })).message).toBe("'Model JSON' is not valid JSON");
		expect(await failureOf('model.save', [{}], { modelFrom: 'json', modelJson: '' })).toMatchObject({ message: "'Model JSON' is empty", description: expect.stringContaining('Put the JSON there') as string });
		await jsonOf('model.save', [{}]);
		const error = await failureOf('model.save', [{}], { modelFrom: 'json', modelJson: JSON.stringify({ ...MODEL, name: 'Other' }) });
		expect(error.message).toContain('with other content');
		expect(error.description).toContain(`Give the changed model the version ${MODEL.version + 1}`);
	});

	it('are there to choose from in the panel', async () => {
		await jsonOf('model.save', [{}]);
		await jsonOf('model.save', [{}], { template: 'b2b-services' });
		const { LeadStore } = await import('../../nodes/LeadStore/LeadStore.node');
		const found = await ask(async () => new LeadStore().methods.listSearch.searchModels.call({ getCredentials: async () => credentialOf(), getNode: () => ({}) } as never, ' SaaS'));
		expect(found.results).toEqual([{ name: `${MODEL.name} (${MODEL.id}, version ${MODEL.version})`, value: MODEL.id }]);
	});
});

describe('scores', () => {
	beforeEach(async () => {
		await jsonOf('model.save', [{}]);
		await jsonOf('lead.upsert', [ANNA]);
	});

	it('are told with their reasons, and none for a lead that was never scored', async () => {
		expect(await jsonOf('score.get', [ANNA])).toEqual([]);
		await score('anna@x.no', AT);
		const [told] = await jsonOf('score.get', [ANNA]);
		expect(told).toMatchObject({ key: 'anna@x.no', modelId: MODEL.id, band: 'cold', modelVersion: MODEL.version, scoredAt: '2026-11-20T10:00:00.000Z', bandSince: '2026-11-20T10:00:00.000Z' });
		expect(told!.contributions).toEqual(expect.arrayContaining([expect.objectContaining({ label: 'Decision maker' })]));
	});

	it('have a history whose changes add up', async () => {
		await score('anna@x.no', AT);
		await jsonOf('activity.record', [{ ...ANNA, type: 'demo_request', at: AT }]);
		await score('anna@x.no', AT + 1);
		const history = await jsonOf('score.getHistory', [ANNA]);
		expect(history).toHaveLength(2);
		expect(history[0]).toMatchObject({ key: 'anna@x.no', band: 'sales', at: '2026-11-20T10:00:00.001Z' });
		expect(history.reduce((sum, { delta }) => sum + Number(delta), 0)).toBe((await jsonOf('score.get', [ANNA]))[0]!.score);
		expect(await jsonOf('score.getHistory', [ANNA], { limit: 1 })).toEqual([history[0]]);
	});

	it('make transitions, which go out by filters', async () => {
		await score('anna@x.no', AT);
		await jsonOf('activity.record', [{ ...ANNA, type: 'demo_request', at: AT }]);
		await score('anna@x.no', AT + 1);
		const all = await jsonOf('transition.getMany', [{}]);
		expect(all.map(({ from, to }) => [from, to]).sort()).toEqual([[null, 'cold'], ['cold', 'sales']].sort());
		expect(all[0]).toEqual({ key: 'anna@x.no', transitionId: expect.any(String) as string, modelId: MODEL.id, from: null, to: 'cold', score: expect.any(Number) as number, runId: null, at: expect.any(String) as string });
		for (const filters of [{ to: 'sales' }, { from: 'cold' }, { since: '2026-11-20T10:00:00.001Z' }]) {
			expect(await jsonOf('transition.getMany', [{}], { filters })).toMatchObject([{ to: 'sales' }]);
		}
		expect(await jsonOf('transition.getMany', [{}], { filters: { lead: 'nobody@x.no' } })).toEqual([]);
		expect(await jsonOf('transition.getMany', [{}], { filters: { model: { __rl: true, mode: 'id', value: 'other' } } })).toEqual([]);
		expect(await jsonOf('transition.getMany', [{}], { limit: 1 })).toHaveLength(1);
	});

	it('have their failed deliveries told and put back in the queue', async () => {
		const consumer = { id: 'trigger-1' };
		await ask((store) => store.transitions.subscribe(consumer, AT));
		await score('anna@x.no', AT);
		await ask(async (store) => {
			const [delivery] = await store.transitions.lease('trigger-1', { limit: 1, leaseMs: 1_000, now: AT });
			await store.transitions.fail([delivery!], 'The CRM was away', { now: AT, maxAttempts: 1 });
		});
		const failed = await jsonOf('transition.getMany', [{}], { what: 'deliveries', filters: { state: 'failed' } });
		expect(failed).toMatchObject([{ key: 'anna@x.no', consumer: 'trigger-1', state: 'failed', attempts: 1, lastError: 'The CRM was away', to: 'cold' }]);
		expect(await jsonOf('transition.retry', [{}], { consumer: 'other' })).toEqual([{ retried: 0 }]);
		expect(await jsonOf('transition.retry', failed, {}, { expressions: () => ({ transitionId: failed[0]!.transitionId }) })).toEqual([{ retried: 1 }]);
		expect(await jsonOf('transition.getMany', [{}], { what: 'deliveries', filters: { state: 'failed' } })).toEqual([]);
		expect(await jsonOf('transition.getMany', [{}], { what: 'deliveries' })).toMatchObject([{ state: 'pending' }]);
		expect((await failureOf('transition.getMany', [{}], { what: 'deliveries' }, { expressions: () => ({ 'filters.state': 'lost' }) })).message).toBe("'State': expected one of pending, done, failed, got \"lost\"");
	});
});

describe('suppressions', () => {
	it('are added, told on each item, and removed', async () => {
		expect(await jsonOf('suppression.add', [{ email: 'A@x.no' }], { reason: 'bounced', note: 'Mailbox full' })).toEqual([{ key: 'a@x.no', reason: 'bounced', added: true }]);
		expect(await jsonOf('suppression.add', [{ email: 'a@x.no' }])).toMatchObject([{ added: false }]);
		const output = await runLeadStore('suppression.check', [{ email: 'a@x.no', name: 'A' }, { email: 'b@x.no' }]);
		expect(output).toEqual([
			{ json: { email: 'a@x.no', name: 'A', suppression: { suppressed: true, reason: 'bounced', note: 'Mailbox full', since: expect.any(String) as string } }, pairedItem: { item: 0 } },
			{ json: { email: 'b@x.no', suppression: { suppressed: false, reason: null, note: null, since: null } }, pairedItem: { item: 1 } },
		]);
		expect(await jsonOf('suppression.remove', [{}], { lead: 'a@x.no' })).toEqual([{ key: 'a@x.no', removed: true }]);
		expect(await jsonOf('suppression.check', [{ email: 'a@x.no' }])).toMatchObject([{ suppression: { suppressed: false } }]);
	});

	it('are checked in batches', async () => {
		const check = await ask(async (store) => jest.spyOn(store.suppressions, 'check'));
		await jsonOf('suppression.check', Array.from({ length: 1_001 }, (_item, n) => ({ email: `lead${n}@x.no` })));
		expect(check.mock.calls.map(([batch]) => batch.length)).toEqual([1_000, 1]);
	});

	it('of an unknown reason are refused', async () => {
		expect((await failureOf('suppression.add', [{ email: 'a@x.no' }], {}, { expressions: () => ({ reason: 'erased' }) })).message).toContain("'Reason': expected one of unsubscribed");
	});
});

describe('the node', () => {
	it('stops at the first item that fails, where that changes something', async () => {
		const error = await failureOf('suppression.add', [{ email: 'a@x.no' }, { nobody: 1 }, { email: 'c@x.no' }]);
		expect(error.context.itemIndex).toBe(1);
		expect(error.description).toContain('Done: 1 of 3 items');
		expect((await ask((store) => store.suppressions.check(['a@x.no', 'c@x.no']))).map((found) => found !== null)).toEqual([true, false]);
	});

	it('says that the store cannot be opened, on each item where it goes on', async () => {
		const credential = { backend: 'postgres', host: '127.0.0.1', port: 0, database: '', user: 'u', password: 'hunter2' };
		const output = await jsonOf('lead.upsert', [ANNA, ANNA], {}, { credential, onError: 'continueRegularOutput' });
		expect(output).toHaveLength(2);
		expect(output[0]!.error).toMatch(/^The lead store cannot be opened: 'Port'.*'Database'/);
		expect(output[1]).toEqual({ error: output[0]!.error, details: "Correct the credential 'Lead Store API'." });
		expect(JSON.stringify(output)).not.toContain('hunter2');
	});

	it('says that it has no credential', async () => {
		const error = await failureOf('lead.upsert', [ANNA], {}, { credential: undefined as never });
		expect(error.message).toContain('does not have any credentials set');
	});
});

describe('as a tool of an agent', () => {
	const asTool = { asTool: true };

	it('keeps the lead and the activities that the agent gives', async () => {
		expect(await jsonOf('lead.upsert', [{}], { leadJson: JSON.stringify(ANNA) }, asTool)).toEqual([{ key: 'anna@x.no', created: true, changed: true }]);
		expect(await jsonOf('activity.record', [{}], { activity: '{"lead":"anna@x.no","type":"demo_request"}' }, asTool)).toMatchObject([{ key: 'anna@x.no', leadStore: { recorded: 1 } }]);
		expect(await jsonOf('suppression.check', [{}], { lead: 'anna@x.no' }, asTool)).toMatchObject([{ suppressed: false }]);
		expect(await jsonOf('adjustment.add', [{}], { lead: 'anna@x.no', points: 5, reason: 'Nice talk' }, asTool)).toMatchObject([{ points: 5 }]);
	});

	it('says that there is nothing rather than saying nothing', async () => {
		expect(await jsonOf('lead.get', [{}], { lead: 'nobody@x.no' }, asTool)).toEqual([{ found: false }]);
	});

	it('tells the agent the remedy in the message', async () => {
		expect((await failureOf('lead.upsert', [{}], { leadJson: '{"jobTitle":"CTO"}' }, asTool)).message).toContain("Give it a field 'email' or 'id'");
		expect((await failureOf('lead.upsert', [{}], { leadJson: '[1]' }, asTool)).message).toContain("'Lead': expected a JSON object");
		expect((await failureOf('activity.record', [{}], { activity: '{broken' }, asTool)).message).toContain("'Activity': expected JSON");
	});
});
