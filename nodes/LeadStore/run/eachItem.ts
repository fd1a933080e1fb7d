import type { IDataObject } from 'n8n-workflow';
import type { Operation, Run } from '../Operation';
import { attemptEach } from './attemptEach';
import type { Parameters } from './Parameters';

/** An operation that calls the store for one input item after the other. */
export const eachItem =
	(work: (run: Run, parameters: Parameters) => Promise<IDataObject[]>): Operation['execute'] =>
	async (run) =>
		attemptEach(run, async (parameters) => (await work(run, parameters)).map((json) => ({ json })), true);
