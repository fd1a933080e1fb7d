import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';
import { toFailedItem } from '../../nodes/toFailedItem';
import { toFieldPath } from '../../nodes/toFieldPath';
import { toNodeError } from '../../nodes/toNodeError';
import { LeadStoreError } from '../../store/LeadStoreError';

const node: INode = { id: '1', name: 'Lead Router', type: 'n8n-nodes-lead-scoring.leadRouter', typeVersion: 1, position: [0, 0], parameters: {} };
const tool: INode = { ...node, type: `${node.type}Tool` };

describe('toNodeError', () => {
	test('makes an operation error of a problem, with the item and the next step', () => {
		const error = toNodeError(node, { message: "'Weight' is 0", remedy: 'Enter 1.' }, 7);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({ message: "'Weight' is 0", description: 'Enter 1.', context: { itemIndex: 7 }, node });
	});

	test('says what it is told to, even where n8n sees the name of a system error in it', () => {
		expect(toNodeError(node, { message: "'remoteAccess' is missing" }).message).toBe("'remoteAccess' is missing");
	});

	test('names no item when it is nobody\'s', () => {
		expect(toNodeError(node, { message: 'no' }).context.itemIndex).toBeUndefined();
	});

	test('lists all issues after the next step, each on a line of the panel', () => {
		const issues = [{ path: 'groups[0].id', message: 'expected an id' }, { path: 'scale', message: 'expected 1 < x & y' }, { path: '', message: 'the whole' }];
		const { description } = toNodeError(node, { message: 'The model has 3 problems', remedy: 'Correct them:', issues });
		expect(description).toBe('Correct them:<br>\ngroups[0].id: expected an id<br>\nscale: expected 1 &lt; x &amp; y<br>\nthe whole');
	});

	test('tells what the lead store could not do and its remedy, and nothing of what lies behind it', () => {
		const cause = new LeadStoreError('unreachable', 'Cannot reach the lead store at db:5432/crm', 'Check that it runs.', new Error('password "secret"'));
		const error = toNodeError(node, cause, 2);
		expect(error).toMatchObject({ message: 'Cannot reach the lead store at db:5432/crm', description: 'Check that it runs.', context: { itemIndex: 2 } });
		expect(JSON.stringify(error)).not.toContain('secret');
	});

	test('keeps what n8n understands already, adding the item if it has none', () => {
		const operation = new NodeOperationError(node, 'no', { itemIndex: 2 });
		expect(toNodeError(node, operation, 5)).toBe(operation);
		expect(operation.context.itemIndex).toBe(2);
		const api = new NodeApiError(node, { message: 'not found' });
		expect(toNodeError(node, api, 5)).toBe(api);
		expect(api.context.itemIndex).toBe(5);
	});

	test('wraps anything else that was thrown', () => {
		expect(toNodeError(node, new TypeError('x is not a function'), 3)).toMatchObject({ message: 'x is not a function', context: { itemIndex: 3 } });
		expect(toNodeError(node, 'just text').message).toBe('just text');
	});

	test.each([
		['an agent', tool, undefined],
		['who is shown the message alone', node, true],
	])('tells %s the next step in the message, and once', (_, shown, messageAlone) => {
		const issues = [{ path: 'score', message: 'expected 72' }, { path: '', message: 'expected a lead' }];
		const { message, description } = toNodeError(shown, { message: 'The score is missing', remedy: 'Give one.', issues }, undefined, messageAlone);
		expect(message).toBe('The score is missing. Give one. score: expected 72; expected a lead');
		expect(description).toBeFalsy();
	});
});

test('toFailedItem has no field that would keep n8n from taking it for an error', () => {
	expect(toFailedItem(toNodeError(node, { message: 'no', remedy: 'yes' }), 4)).toEqual({ json: { error: 'no', details: 'yes' }, pairedItem: { item: 4 } });
	expect(toFailedItem(toNodeError(node, { message: 'no' }), 0)).toEqual({ json: { error: 'no' }, pairedItem: { item: 0 } });
});

test.each([
	['properties.hubspotscore', 'properties.hubspotscore'],
	[' score ', 'score'],
	['$json.score', 'score'],
	['{{ $json.company.size }}', 'company.size'],
	["={{$json['Job title']}}", 'Job title'],
	['$json["Lead Score"]', 'Lead Score'],
	["company['Size (people)'].now", 'company.Size (people).now'],
	["['a']['b']", 'a.b'],
	['tags[0]', 'tags[0]'],
	['$jsonish.score', '$jsonish.score'],
])('toFieldPath makes %j to %j', (text, path) => {
	expect(toFieldPath(text)).toBe(path);
});
