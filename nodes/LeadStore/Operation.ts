import type { IExecuteFunctions, INodeExecutionData, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { LeadRepository } from '../../store';

/** One execution of the node. */
export interface Run {
	context: IExecuteFunctions;
	store: LeadRepository;
	/** The input items; an agent's call is one empty item. */
	items: INodeExecutionData[];
	/** Epoch ms. */
	now: number;
}

/** A value, or why there is none: a `Problem` or whatever was thrown. */
export type Attempt<Value> = { ok: true; value: Value } | { ok: false; cause: unknown };

/** What goes out for an input item; the link to it is added. */
export type Outgoing = Pick<INodeExecutionData, 'json' | 'binary'>;

/** What can be done with a resource of the store. */
export interface Operation {
	/** Its entry in the list of operations. */
	option: INodePropertyOptions & { value: string; action: string; description: string };
	/** Its parameters, in the order of the panel; that they belong to this operation is added. */
	fields: INodeProperties[];
	/** Answers for the input items in their order: all of them, or those up to the first that fails. */
	execute(run: Run): Promise<Attempt<Outgoing[]>[]>;
}

export interface Resource {
	/** Its entry in the list of resources. */
	option: INodePropertyOptions & { value: string; description: string };
	/** By name; the first is the one to begin with. */
	operations: readonly [Operation, ...Operation[]];
}
